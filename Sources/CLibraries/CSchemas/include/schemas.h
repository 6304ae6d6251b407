#ifndef WLKP_SCHEMAS_H
#define WLKP_SCHEMAS_H
#include <stddef.h>

/// One file of the folder Schemas, compiled into the program.
typedef struct {
  const char *path;            ///< below Schemas, such as "rules/pack.yaml"
  const unsigned char *bytes;  ///< its content
  size_t length;               ///< in bytes
} wlkp_schema_file;

/// How many files there are.
size_t wlkp_schema_count(void);
/// The file at an index from 0; files are sorted by path.
const wlkp_schema_file *wlkp_schema_at(size_t index);

#endif
