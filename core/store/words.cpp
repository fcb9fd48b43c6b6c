#include "core/store/words.h"

#include "core/store/textfind.h"

#include <QChar>
#include <QList>
#include <QString>

#include <algorithm>
#include <cstring>

namespace hw::store {

namespace {

/// A binary body shows itself early.
constexpr qsizetype binarySample = 4096;

/// The four hexadecimal digits behind "\u"; -1 where they are none.
int unitAt(const QByteArray& text, qsizetype at)
{
    bool ok = false;
    const uint unit = at + 4 <= text.size() ? QByteArray::fromRawData(text.constData() + at, 4).toUInt(&ok, 16) : 0;
    return ok ? static_cast<int>(unit) : -1;
}

/// Appends the character of one or two "\u" escapes; `at` is behind the first "\u". Gives how far it read.
qsizetype appendUnicode(QByteArray& out, const QByteArray& text, qsizetype at)
{
    const int unit = unitAt(text, at);
    if (unit < 0)
        return at;
    if (!QChar::isHighSurrogate(static_cast<char32_t>(unit))) {
        out += QString(QChar(static_cast<char16_t>(unit))).toUtf8();
        return at + 4;
    }
    const bool pair = at + 6 <= text.size() && text[at + 4] == '\\' && text[at + 5] == 'u';
    const int low = pair ? unitAt(text, at + 6) : -1;
    if (low < 0 || !QChar::isLowSurrogate(static_cast<char32_t>(low)))
        return at + 4;
    const char16_t both[] = {static_cast<char16_t>(unit), static_cast<char16_t>(low)};
    out += QString::fromUtf16(both, 2).toUtf8();
    return at + 10;
}

} // namespace

bool isWordByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

QByteArray wordsOf(const QByteArray& body)
{
    if (std::memchr(body.constData(), 0, static_cast<size_t>(std::min(body.size(), binarySample))))
        return {};
    qsizetype escape = body.indexOf('\\');
    if (escape < 0)
        return body;
    QByteArray text;
    text.reserve(body.size());
    qsizetype done = 0;
    while (escape >= 0 && escape + 1 < body.size()) {
        text.append(body.constData() + done, escape - done);
        done = escape + 2;
        switch (const char sign = body[escape + 1]) {
        case 'n':
        case 'r':
        case 't':
        case 'b':
        case 'f': text += ' '; break;
        case 'u': done = appendUnicode(text, body, done); break;
        default: text += sign;
        }
        escape = body.indexOf('\\', done);
    }
    text.append(body.constData() + done, body.size() - done);
    return text;
}

WordPattern::WordPattern(QByteArrayView text, Stars stars)
{
    const QByteArray all = text.toByteArray();
    if (stars == Stars::Literal) {
        m_pieces.push_back(all);
        return;
    }
    m_startsOpen = all.startsWith('*');
    for (const QByteArray& piece : all.split('*')) {
        if (!piece.isEmpty())
            m_pieces.push_back(piece);
    }
}

bool WordPattern::isIn(QByteArrayView text) const
{
    if (m_pieces.empty())
        return true;
    const QByteArrayView first = m_pieces.front();
    const bool anyPlace = m_startsOpen || first.isEmpty() || !isWordByte(first.front());
    for (qsizetype at = indexOfAnyCase(text, first); at >= 0; at = indexOfAnyCase(text, first, at + 1)) {
        if (!anyPlace && at > 0 && isWordByte(text[at - 1]))
            continue;
        // The first place is the best: what follows has the most room there.
        qsizetype end = at + first.size();
        for (size_t i = 1; i < m_pieces.size(); ++i) {
            const qsizetype next = indexOfAnyCase(text, m_pieces[i], end);
            if (next < 0)
                return false;
            end = next + m_pieces[i].size();
        }
        return true;
    }
    return false;
}

QByteArrayView WordPattern::needed() const
{
    QByteArrayView longest;
    for (const QByteArray& piece : m_pieces) {
        for (qsizetype at = 0; at < piece.size();) {
            qsizetype end = at;
            while (end < piece.size() && isWordByte(piece[end]))
                ++end;
            if (end - at > longest.size())
                longest = QByteArrayView(piece).sliced(at, end - at);
            at = end + 1;
        }
    }
    return longest;
}

QByteArray WordPattern::indexExpression() const
{
    QByteArray expression;
    for (size_t i = 0; i < m_pieces.size(); ++i) {
        const QByteArray& piece = m_pieces[i];
        for (qsizetype at = 0; at < piece.size();) {
            if (!isWordByte(piece[at])) {
                ++at;
                continue;
            }
            qsizetype end = at;
            while (end < piece.size() && isWordByte(piece[end]))
                ++end;
            // Behind a star a word may have begun before; what ends a piece may go on.
            const bool open = at == 0 && (i > 0 || m_startsOpen);
            if (!open) {
                expression += expression.isEmpty() ? "\"" : " AND \"";
                expression += piece.mid(at, end - at) + '"';
                if (end == piece.size())
                    expression += '*';
            }
            at = end;
        }
    }
    return expression;
}

} // namespace hw::store
