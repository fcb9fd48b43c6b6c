#include "ui/models/fuzzy.h"

namespace hw::models {

namespace {

constexpr int perCharacter = 10;
constexpr int atBeginning = 30; ///< of the text
constexpr int atWord = 20;
constexpr int inRun = 15;
constexpr int wholePart = 40; ///< the query stands in the text as it is
constexpr int perMissing = -1;

bool beginsWord(const QString& text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text.at(at - 1);
    return !before.isLetterOrNumber() || (before.isLower() && text.at(at).isUpper());
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& query, const QString& text)
{
    QString wanted = query;
    wanted.remove(u' ');
    FuzzyMatch match;
    if (wanted.isEmpty())
        return match;

    // The query as it is, first at a word's beginning, beats characters picked here and there.
    const QString trimmed = query.trimmed();
    qsizetype whole = text.indexOf(trimmed, 0, Qt::CaseInsensitive);
    for (qsizetype at = whole; at >= 0; at = text.indexOf(trimmed, at + 1, Qt::CaseInsensitive)) {
        if (beginsWord(text, at)) {
            whole = at;
            break;
        }
    }
    if (whole >= 0) {
        match.score = wholePart;
        for (qsizetype i = 0; i < trimmed.size(); ++i) {
            if (trimmed.at(i) != u' ')
                match.positions.append(static_cast<int>(whole + i));
        }
    } else {
        qsizetype from = 0;
        for (const QChar wantedOne : std::as_const(wanted)) {
            const qsizetype first = text.indexOf(wantedOne, from, Qt::CaseInsensitive);
            if (first < 0)
                return std::nullopt;
            match.positions.append(static_cast<int>(first));
            from = first + 1;
        }
    }

    int last = -2;
    for (const int at : std::as_const(match.positions)) {
        match.score += perCharacter;
        if (at == 0)
            match.score += atBeginning;
        else if (at == last + 1)
            match.score += inRun;
        else if (beginsWord(text, at))
            match.score += atWord;
        last = at;
    }
    match.score += perMissing * static_cast<int>(text.size() - wanted.size());
    return match;
}

} // namespace hw::models
