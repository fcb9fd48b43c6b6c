#include "ui/models/englishplurals.h"

#include <QRegularExpression>

namespace hw::models {

QString EnglishPlurals::translate(const char* context, const char* sourceText, const char* disambiguation, int n) const
{
    Q_UNUSED(context)
    Q_UNUSED(disambiguation)
    if (n < 0)
        return {};
    static const QRegularExpression choice(QStringLiteral("\\((?:(s)|([a-z]*)\\|([a-z]+))\\)"));
    const QString source = QString::fromUtf8(sourceText);
    QString text;
    qsizetype copied = 0;
    for (QRegularExpressionMatchIterator it = choice.globalMatch(source); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        text += QStringView(source).mid(copied, match.capturedStart() - copied);
        text += n == 1 ? match.captured(2) : match.captured(1) + match.captured(3);
        copied = match.capturedEnd();
    }
    return copied == 0 ? QString() : text + QStringView(source).mid(copied);
}

} // namespace hw::models
