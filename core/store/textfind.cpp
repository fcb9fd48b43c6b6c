#include "core/store/textfind.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <bit>

namespace hw::store {

namespace {

bool sameFrom(const char* text, QByteArrayView part)
{
    for (qsizetype i = 0; i < part.size(); ++i) {
        if (lowered(text[i]) != lowered(part[i]))
            return false;
    }
    return true;
}

#ifdef __SSE2__
/// Bit 5 is all that tells an ASCII letter's cases apart. Setting it makes some signs equal too (@ and `), which the
/// comparison of the whole finds out.
__m128i folded(const char* at)
{
    return _mm_or_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)), _mm_set1_epi8(0x20));
}
#endif

} // namespace

qsizetype indexOfAnyCase(QByteArrayView text, QByteArrayView part, qsizetype from)
{
    if (part.isEmpty())
        return from <= text.size() ? from : -1;
    const char* const bytes = text.data();
    const qsizetype lastStart = text.size() - part.size();
    qsizetype at = from;
#ifdef __SSE2__
    // Places where both the first and the last byte fit are rare enough to be compared one by one.
    const __m128i first = _mm_set1_epi8(static_cast<char>(part.front() | 0x20));
    const __m128i last = _mm_set1_epi8(static_cast<char>(part.back() | 0x20));
    const qsizetype lastOffset = part.size() - 1;
    for (; at + 15 <= lastStart; at += 16) {
        const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(folded(bytes + at), first),
                                           _mm_cmpeq_epi8(folded(bytes + at + lastOffset), last));
        for (auto mask = static_cast<unsigned>(_mm_movemask_epi8(both)); mask != 0; mask &= mask - 1) {
            const qsizetype candidate = at + std::countr_zero(mask);
            if (sameFrom(bytes + candidate, part))
                return candidate;
        }
    }
#endif
    for (; at <= lastStart; ++at) {
        if (sameFrom(bytes + at, part))
            return at;
    }
    return -1;
}

bool containsAnyCase(QByteArrayView text, QByteArrayView part)
{
    return indexOfAnyCase(text, part) >= 0;
}

} // namespace hw::store
