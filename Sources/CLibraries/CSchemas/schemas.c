// Written by scripts/embed-schemas; do not edit.
#include "schemas.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char file0[] = {
#embed "../../../Schemas/reference/kbji2014.tsv"
};
static const unsigned char file1[] = {
#embed "../../../Schemas/reference/kbli2017.tsv"
};
static const unsigned char file2[] = {
#embed "../../../Schemas/reference/kbli2020.tsv"
};
static const unsigned char file3[] = {
#embed "../../../Schemas/reference/kbli2025.tsv"
};
static const unsigned char file4[] = {
#embed "../../../Schemas/reference/kbli_padanan.tsv"
};
static const unsigned char file5[] = {
#embed "../../../Schemas/reference/kecamatan.tsv"
};
static const unsigned char file6[] = {
#embed "../../../Schemas/reference/kodepos.tsv"
};
static const unsigned char file7[] = {
#embed "../../../Schemas/reference/kpp.tsv"
};
static const unsigned char file8[] = {
#embed "../../../Schemas/reference/libur.tsv"
};
static const unsigned char file9[] = {
#embed "../../../Schemas/reference/negara.tsv"
};
static const unsigned char file10[] = {
#embed "../../../Schemas/reference/parameter.tsv"
};
static const unsigned char file11[] = {
#embed "../../../Schemas/reference/umk.tsv"
};
static const unsigned char file12[] = {
#embed "../../../Schemas/reference/umk_cakupan.tsv"
};
static const unsigned char file13[] = {
#embed "../../../Schemas/reference/ump.tsv"
};
static const unsigned char file14[] = {
#embed "../../../Schemas/reference/wilayah.tsv"
};
static const unsigned char file15[] = {
#embed "../../../Schemas/report/1.0/akhir.yaml"
};
static const unsigned char file16[] = {
#embed "../../../Schemas/report/1.0/codes.yaml"
};
static const unsigned char file17[] = {
#embed "../../../Schemas/report/1.0/form.yaml"
};
static const unsigned char file18[] = {
#embed "../../../Schemas/report/1.0/hubungan-industrial.yaml"
};
static const unsigned char file19[] = {
#embed "../../../Schemas/report/1.0/identitas.yaml"
};
static const unsigned char file20[] = {
#embed "../../../Schemas/report/1.0/jaminan-sosial.yaml"
};
static const unsigned char file21[] = {
#embed "../../../Schemas/report/1.0/k3.yaml"
};
static const unsigned char file22[] = {
#embed "../../../Schemas/report/1.0/keadaan-tenaga-kerja.yaml"
};
static const unsigned char file23[] = {
#embed "../../../Schemas/report/1.0/kegiatan-usaha.yaml"
};
static const unsigned char file24[] = {
#embed "../../../Schemas/report/1.0/kepala.yaml"
};
static const unsigned char file25[] = {
#embed "../../../Schemas/report/1.0/kesejahteraan.yaml"
};
static const unsigned char file26[] = {
#embed "../../../Schemas/report/1.0/kesempatan-kerja.yaml"
};
static const unsigned char file27[] = {
#embed "../../../Schemas/report/1.0/pelatihan.yaml"
};
static const unsigned char file28[] = {
#embed "../../../Schemas/report/1.0/pemilik-pengurus.yaml"
};
static const unsigned char file29[] = {
#embed "../../../Schemas/report/1.0/pengupahan.yaml"
};
static const unsigned char file30[] = {
#embed "../../../Schemas/report/1.0/peristiwa.yaml"
};
static const unsigned char file31[] = {
#embed "../../../Schemas/report/1.0/permodalan.yaml"
};
static const unsigned char file32[] = {
#embed "../../../Schemas/report/1.0/pernyataan.yaml"
};
static const unsigned char file33[] = {
#embed "../../../Schemas/report/1.0/tenaga-kerja.yaml"
};
static const unsigned char file34[] = {
#embed "../../../Schemas/report/1.0/waktu-kerja.yaml"
};
static const unsigned char file35[] = {
#embed "../../../Schemas/rules/alihdaya.yaml"
};
static const unsigned char file36[] = {
#embed "../../../Schemas/rules/berkas.yaml"
};
static const unsigned char file37[] = {
#embed "../../../Schemas/rules/definitions.yaml"
};
static const unsigned char file38[] = {
#embed "../../../Schemas/rules/definitions_b.yaml"
};
static const unsigned char file39[] = {
#embed "../../../Schemas/rules/definitions_lalu.yaml"
};
static const unsigned char file40[] = {
#embed "../../../Schemas/rules/definitions_semua.yaml"
};
static const unsigned char file41[] = {
#embed "../../../Schemas/rules/disabilitas.yaml"
};
static const unsigned char file42[] = {
#embed "../../../Schemas/rules/hubungan.yaml"
};
static const unsigned char file43[] = {
#embed "../../../Schemas/rules/identitas.yaml"
};
static const unsigned char file44[] = {
#embed "../../../Schemas/rules/jam.yaml"
};
static const unsigned char file45[] = {
#embed "../../../Schemas/rules/jamsos.yaml"
};
static const unsigned char file46[] = {
#embed "../../../Schemas/rules/jumlah.yaml"
};
static const unsigned char file47[] = {
#embed "../../../Schemas/rules/k3.yaml"
};
static const unsigned char file48[] = {
#embed "../../../Schemas/rules/laporan.yaml"
};
static const unsigned char file49[] = {
#embed "../../../Schemas/rules/magang.yaml"
};
static const unsigned char file50[] = {
#embed "../../../Schemas/rules/not_expressible.yaml"
};
static const unsigned char file51[] = {
#embed "../../../Schemas/rules/not_expressible_b.yaml"
};
static const unsigned char file52[] = {
#embed "../../../Schemas/rules/pack.yaml"
};
static const unsigned char file53[] = {
#embed "../../../Schemas/rules/perempuan.yaml"
};
static const unsigned char file54[] = {
#embed "../../../Schemas/rules/phk.yaml"
};
static const unsigned char file55[] = {
#embed "../../../Schemas/rules/pkwt.yaml"
};
static const unsigned char file56[] = {
#embed "../../../Schemas/rules/tka.yaml"
};
static const unsigned char file57[] = {
#embed "../../../Schemas/rules/tren.yaml"
};
static const unsigned char file58[] = {
#embed "../../../Schemas/rules/upah.yaml"
};
static const unsigned char file59[] = {
#embed "../../../Schemas/rules/usia.yaml"
};
static const wlkp_schema_file table[] = {
  {"reference/kbji2014.tsv", file0, sizeof file0},
  {"reference/kbli2017.tsv", file1, sizeof file1},
  {"reference/kbli2020.tsv", file2, sizeof file2},
  {"reference/kbli2025.tsv", file3, sizeof file3},
  {"reference/kbli_padanan.tsv", file4, sizeof file4},
  {"reference/kecamatan.tsv", file5, sizeof file5},
  {"reference/kodepos.tsv", file6, sizeof file6},
  {"reference/kpp.tsv", file7, sizeof file7},
  {"reference/libur.tsv", file8, sizeof file8},
  {"reference/negara.tsv", file9, sizeof file9},
  {"reference/parameter.tsv", file10, sizeof file10},
  {"reference/umk.tsv", file11, sizeof file11},
  {"reference/umk_cakupan.tsv", file12, sizeof file12},
  {"reference/ump.tsv", file13, sizeof file13},
  {"reference/wilayah.tsv", file14, sizeof file14},
  {"report/1.0/akhir.yaml", file15, sizeof file15},
  {"report/1.0/codes.yaml", file16, sizeof file16},
  {"report/1.0/form.yaml", file17, sizeof file17},
  {"report/1.0/hubungan-industrial.yaml", file18, sizeof file18},
  {"report/1.0/identitas.yaml", file19, sizeof file19},
  {"report/1.0/jaminan-sosial.yaml", file20, sizeof file20},
  {"report/1.0/k3.yaml", file21, sizeof file21},
  {"report/1.0/keadaan-tenaga-kerja.yaml", file22, sizeof file22},
  {"report/1.0/kegiatan-usaha.yaml", file23, sizeof file23},
  {"report/1.0/kepala.yaml", file24, sizeof file24},
  {"report/1.0/kesejahteraan.yaml", file25, sizeof file25},
  {"report/1.0/kesempatan-kerja.yaml", file26, sizeof file26},
  {"report/1.0/pelatihan.yaml", file27, sizeof file27},
  {"report/1.0/pemilik-pengurus.yaml", file28, sizeof file28},
  {"report/1.0/pengupahan.yaml", file29, sizeof file29},
  {"report/1.0/peristiwa.yaml", file30, sizeof file30},
  {"report/1.0/permodalan.yaml", file31, sizeof file31},
  {"report/1.0/pernyataan.yaml", file32, sizeof file32},
  {"report/1.0/tenaga-kerja.yaml", file33, sizeof file33},
  {"report/1.0/waktu-kerja.yaml", file34, sizeof file34},
  {"rules/alihdaya.yaml", file35, sizeof file35},
  {"rules/berkas.yaml", file36, sizeof file36},
  {"rules/definitions.yaml", file37, sizeof file37},
  {"rules/definitions_b.yaml", file38, sizeof file38},
  {"rules/definitions_lalu.yaml", file39, sizeof file39},
  {"rules/definitions_semua.yaml", file40, sizeof file40},
  {"rules/disabilitas.yaml", file41, sizeof file41},
  {"rules/hubungan.yaml", file42, sizeof file42},
  {"rules/identitas.yaml", file43, sizeof file43},
  {"rules/jam.yaml", file44, sizeof file44},
  {"rules/jamsos.yaml", file45, sizeof file45},
  {"rules/jumlah.yaml", file46, sizeof file46},
  {"rules/k3.yaml", file47, sizeof file47},
  {"rules/laporan.yaml", file48, sizeof file48},
  {"rules/magang.yaml", file49, sizeof file49},
  {"rules/not_expressible.yaml", file50, sizeof file50},
  {"rules/not_expressible_b.yaml", file51, sizeof file51},
  {"rules/pack.yaml", file52, sizeof file52},
  {"rules/perempuan.yaml", file53, sizeof file53},
  {"rules/phk.yaml", file54, sizeof file54},
  {"rules/pkwt.yaml", file55, sizeof file55},
  {"rules/tka.yaml", file56, sizeof file56},
  {"rules/tren.yaml", file57, sizeof file57},
  {"rules/upah.yaml", file58, sizeof file58},
  {"rules/usia.yaml", file59, sizeof file59},
};
size_t wlkp_schema_count(void) { return sizeof table / sizeof table[0]; }
const wlkp_schema_file *wlkp_schema_at(size_t index) { return &table[index]; }
