/* Which of 64 bytes match, one bit a byte: with the vector instructions every x86-64 has (SSE2). Swift's SIMD types
   compare as fast but cannot turn the outcome into bits. Elsewhere the callers do it eight bytes at a time. */
#ifndef WLKP_CSIMD_BYTES_H
#define WLKP_CSIMD_BYTES_H

#include <stdint.h>

#if defined(__x86_64__)
#include <emmintrin.h>

/* The bytes that matter in CSV, the lowest bit for the first of the 64. */
typedef struct {
  uint64_t quotes;
  uint64_t delimiters;
  uint64_t lineEnds;
} wlkp_csv_masks;

/* Looks at the 64 bytes from `bytes`, all of which must be readable. */
static inline wlkp_csv_masks wlkp_csv_scan(const uint8_t *bytes, uint8_t quote, uint8_t delimiter) {
  const __m128i quotes = _mm_set1_epi8((char)quote);
  const __m128i delimiters = _mm_set1_epi8((char)delimiter);
  const __m128i feeds = _mm_set1_epi8('\n');
  const __m128i returns = _mm_set1_epi8('\r');
  wlkp_csv_masks masks = {0, 0, 0};
  for (int part = 0; part < 4; part++) {
    const __m128i piece = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * part));
    const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(piece, feeds), _mm_cmpeq_epi8(piece, returns));
    masks.quotes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(piece, quotes)) << (16 * part);
    masks.delimiters |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(piece, delimiters)) << (16 * part);
    masks.lineEnds |= (uint64_t)(uint32_t)_mm_movemask_epi8(ends) << (16 * part);
  }
  return masks;
}

/* Of the 16 bytes from `bytes`, all of which must be readable: those that end a plain run of XML text, or make it less
   than plain. Plain are the printable ASCII characters but '<', '&' and ']', and all bytes from 0x80 but 0xEF, with
   which the two characters begin that XML forbids. */
static inline uint32_t wlkp_xml_scan(const uint8_t *bytes) {
  const __m128i piece = _mm_loadu_si128((const __m128i *)(const void *)bytes);
  /* Unsigned "at most 0x1F": the smaller of both is the byte itself. */
  __m128i marks = _mm_cmpeq_epi8(_mm_min_epu8(piece, _mm_set1_epi8(0x1F)), piece);
  marks = _mm_or_si128(marks, _mm_cmpeq_epi8(piece, _mm_set1_epi8('<')));
  marks = _mm_or_si128(marks, _mm_cmpeq_epi8(piece, _mm_set1_epi8('&')));
  marks = _mm_or_si128(marks, _mm_cmpeq_epi8(piece, _mm_set1_epi8(']')));
  marks = _mm_or_si128(marks, _mm_cmpeq_epi8(piece, _mm_set1_epi8((char)0xEF)));
  return (uint32_t)_mm_movemask_epi8(marks);
}
#endif

#endif
