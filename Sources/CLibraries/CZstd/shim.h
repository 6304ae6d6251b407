// Zstandard compresses what the store keeps, and unpacks archives. Only SubmissionStore and ReportReading import it.
#include <zstd.h>
