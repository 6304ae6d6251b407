#ifndef WLKP_EXAMPLES_H
#define WLKP_EXAMPLES_H
#include <stddef.h>

/// A file for people to start from, compiled into the program.
struct wlkp_example {
  /// The name under which it is given out.
  const char *name;
  const unsigned char *bytes;
  /// Its length in bytes.
  size_t length;
};

/// How many there are.
size_t wlkp_example_count(void);
/// One of them, from 0.
struct wlkp_example wlkp_example_at(size_t index);

#endif
