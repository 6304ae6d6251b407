#ifndef WLKP_OPENAPI_H
#define WLKP_OPENAPI_H
#include <stddef.h>

/// The description of the HTTP interface (OpenAPI 3.1, JSON), docs/openapi.json, compiled into the program.
const unsigned char *wlkp_openapi_bytes(void);
/// Its length in bytes.
size_t wlkp_openapi_length(void);

#endif
