// libxlsxwriter makes the blank workbooks of `wlkp schema template`. Only ReportForm imports it.
#include <xlsxwriter.h>
