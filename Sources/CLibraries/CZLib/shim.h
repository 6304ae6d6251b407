// zlib unpacks gzip and compares its checksum, which libarchive does not. Only ReportReading imports it.
#include <zlib.h>

// inflateInit2 is a macro that names the version and size of what it was compiled with.
static inline int wlkp_inflate_init(z_stream *stream, int window_bits) { return inflateInit2(stream, window_bits); }
