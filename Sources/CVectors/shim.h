#ifndef COUNTERSIGN_CVECTORS_SHIM_H
#define COUNTERSIGN_CVECTORS_SHIM_H

#include <stdint.h>

/* Swift has vectors of bytes, but cannot gather what comes of comparing them. Clang makes of this what the processor has
   for it, whichever that is. */

typedef uint8_t countersign_bytes __attribute__((ext_vector_type(64)));
typedef _Bool countersign_bits __attribute__((ext_vector_type(64)));

/* A bit for each of 64 bytes that equals `byte`, the lowest for the first. */
static inline __attribute__((always_inline)) uint64_t
countersign_vectors_equal(countersign_bytes bytes, uint8_t byte) {
  return __builtin_bit_cast(uint64_t, __builtin_convertvector((bytes == byte) & 1, countersign_bits));
}

/* A bit for each of 64 bytes that is less than `byte`, the lowest for the first. */
static inline __attribute__((always_inline)) uint64_t
countersign_vectors_less(countersign_bytes bytes, uint8_t byte) {
  return __builtin_bit_cast(uint64_t, __builtin_convertvector((bytes < byte) & 1, countersign_bits));
}

#endif
