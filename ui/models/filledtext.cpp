#include "ui/models/filledtext.h"

namespace hw::models {

QString filledText(const QString& text, const QStringList& args)
{
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPlace = text[i] == u'%' && i + 1 < text.size() && text[i + 1].isDigit();
        if (isPlace)
            out.append(args.value(text[++i].digitValue() - 1));
        else
            out.append(text[i]);
    }
    return out;
}

} // namespace hw::models
