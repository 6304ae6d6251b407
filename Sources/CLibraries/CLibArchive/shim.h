// libarchive reads ZIP, TAR and their compressions. Only ReportReading imports it; no type of it leaves that module.
#include <archive.h>
#include <archive_entry.h>
