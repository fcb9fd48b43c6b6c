#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace hw::store {

/// How free text is found: words are runs of ASCII letters, digits and everything beyond ASCII (as FTS5's `ascii`
/// tokenizer has them), ASCII letters in any case, and a text is found where a word begins with its first one. So "cus"
/// is found in "customer", "mer" is not; the index and the look into an event agree about that.
[[nodiscard]] bool isWordByte(char c);

/// A body as words are looked for in it: JSON's escapes resolved (é may come as \u00e9), nothing of binary bytes.
[[nodiscard]] QByteArray wordsOf(const QByteArray& decodedBody);

/// One free text; stars, where they have a meaning, part it into pieces that follow each other.
class WordPattern final
{
public:
    enum class Stars { Wild, Literal };
    WordPattern() = default;
    WordPattern(QByteArrayView text, Stars stars);

    [[nodiscard]] bool isIn(QByteArrayView text) const;

    /// The longest run of word bytes that must stand in a text, in any case of its letters: where it does not, isIn()
    /// is false, however the text is spaced. Empty where there is none.
    [[nodiscard]] QByteArrayView needed() const;

    /// The FTS5 expression of what holds all its words, wherever they stand; empty where it has none that an index
    /// could answer.
    [[nodiscard]] QByteArray indexExpression() const;

private:
    std::vector<QByteArray> m_pieces;
    bool m_startsOpen = false; ///< a star stands first: any place will do
};

} // namespace hw::store
