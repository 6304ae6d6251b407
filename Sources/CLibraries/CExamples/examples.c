#include "examples.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char blank_workbook[] = {
#embed "../../../Schemas/generated/1.0/laporan-kosong.xlsx"
};
static const unsigned char blank_table[] = {
#embed "../../../Schemas/generated/1.0/laporan-kosong.csv"
};
static const unsigned char filled_workbook[] = {
#embed "../../../Schemas/generated/contoh/laporan-contoh.xlsx"
};
static const unsigned char filled_table[] = {
#embed "../../../Schemas/generated/contoh/laporan-contoh.csv"
};
static const struct wlkp_example examples[] = {
  {"laporan-kosong.xlsx", blank_workbook, sizeof blank_workbook},
  {"laporan-kosong.csv", blank_table, sizeof blank_table},
  {"laporan-contoh.xlsx", filled_workbook, sizeof filled_workbook},
  {"laporan-contoh.csv", filled_table, sizeof filled_table},
};
size_t wlkp_example_count(void) { return sizeof examples / sizeof examples[0]; }
struct wlkp_example wlkp_example_at(size_t index) { return examples[index]; }
