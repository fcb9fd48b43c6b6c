#include "ui/models/pseudotranslator.h"

#include "ui/models/englishplurals.h"

#include <QRegularExpression>

namespace hw::models {

namespace {

constexpr QStringView plainLetters = u"aceinosuyACEINOSUY";
constexpr QStringView accentedLetters = u"àçéîñöšûýÀÇÉÎÑÖŠÛÝ";

} // namespace

QString PseudoTranslator::pseudoText(const QString& text)
{
    // Keys are read by the program, and what has no letters has nothing to translate.
    static const QRegularExpression keys(
        QStringLiteral("^((Ctrl|Shift|Alt|Meta)\\+)*(F\\d{1,2}|Del|Ins|Esc|Space|Home|End|Return|Tab|.)$"));
    static const QRegularExpression kept(QStringLiteral("%(L?\\d+|n)|&.|<[^>]*>|\\{[^}]*\\}|\\n"));
    if (text.isEmpty() || keys.match(text).hasMatch())
        return text;
    QString made = QStringLiteral("[");
    qsizetype at = 0;
    qsizetype letters = 0;
    const auto addPlain = [&](QStringView part) {
        for (const QChar c : part) {
            const qsizetype place = plainLetters.indexOf(c);
            made += place < 0 ? c : accentedLetters[place];
            ++letters;
        }
    };
    for (auto it = kept.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        addPlain(QStringView(text).mid(at, match.capturedStart() - at));
        made += match.captured();
        at = match.capturedEnd();
    }
    addPlain(QStringView(text).mid(at));
    // In words, so that it can be wrapped.
    for (qsizetype more = letters * 2 / 5; more > 0; more -= 6)
        made += u' ' + QString(std::min<qsizetype>(more, 5), u'~');
    return made + u']';
}

QString PseudoTranslator::translate(const char* context, const char* sourceText, const char* disambiguation,
                                    int n) const
{
    if (qstrcmp(sourceText, "QT_LAYOUT_DIRECTION") == 0)
        return QStringLiteral("RTL");
    static const EnglishPlurals plurals;
    const QString plural = plurals.translate(context, sourceText, disambiguation, n);
    QString text = plural.isEmpty() ? QString::fromUtf8(sourceText) : plural;
    const QString made = pseudoText(text);
    // The mark makes it text that reads from right to left, for whoever asks the text and not the window.
    return made == text ? text : QChar(0x200F) + made;
}

} // namespace hw::models
