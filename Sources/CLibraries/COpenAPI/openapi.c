#include "openapi.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char document[] = {
#embed "../../../docs/openapi.json"
};
const unsigned char *wlkp_openapi_bytes(void) { return document; }
size_t wlkp_openapi_length(void) { return sizeof document; }
