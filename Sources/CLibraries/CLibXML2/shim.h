/* libxml2 for the XML module, the only one that imports it. */
#ifndef WLKP_CLIBXML2_SHIM_H
#define WLKP_CLIBXML2_SHIM_H

#include <libxml/xmlversion.h>
/* Debian builds libxml2 with ICU, so libxml/encoding.h would include ICU's own headers, and those clash
   with the ICU that Foundation brings ("'U_MF_...' is not present in definition of 'enum UErrorCode'").
   Without this macro the header only hides private members of one struct that is never touched here. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
/* For tests only: a second opinion on the generated XML Schema. */
#include <libxml/xmlschemas.h>

/* libxml2 2.12 made the error argument const; this keeps one Swift signature for older and newer ones. */
typedef void (*wlkp_xml_error_handler)(void *context, const xmlError *error);

static inline void wlkp_xml_set_error_handler(xmlSAXHandler *sax, wlkp_xml_error_handler handler) {
  sax->serror = (xmlStructuredErrorFunc)handler;
}

#endif
