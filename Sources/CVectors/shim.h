#ifndef COUNTERSIGN_CVECTORS_SHIM_H
#define COUNTERSIGN_CVECTORS_SHIM_H

#include <stdint.h>

/* Swift has vectors of bytes and compares them, but cannot gather what came of it. Clang makes of this what the processor
   has for it, whichever that is. */

typedef uint8_t countersign_bytes __attribute__((ext_vector_type(64)));
typedef _Bool countersign_bits __attribute__((ext_vector_type(64)));

/* The highest bits of 64 bytes, that of the first byte lowest. */
static inline __attribute__((always_inline)) uint64_t countersign_vectors_tops(countersign_bytes bytes) {
  return __builtin_bit_cast(uint64_t, __builtin_convertvector(bytes >> 7, countersign_bits));
}

#endif
