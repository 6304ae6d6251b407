// libharu writes the PDF of a receipt. Only ResultRendering imports it.
#include <hpdf.h>
