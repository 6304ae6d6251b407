// libqrencode makes the QR code on a receipt. Only ResultRendering imports it.
#include <qrencode.h>
