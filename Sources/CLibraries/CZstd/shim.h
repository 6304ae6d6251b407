// Zstandard compresses what the store keeps. Only SubmissionStore imports it.
#include <zstd.h>
