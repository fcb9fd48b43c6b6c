#include "ui/models/typemaking.h"

#include "ui/models/errortext.h"

#include <QCoreApplication>

namespace hw::models {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TypeMaking)
};

const QLatin1String placeholder("{{name}}");

} // namespace

MadeTypes madeTypes(const catalog::Provider& provider, const workspace::Source& source, const QString& typed,
                    const QStringList& templates)
{
    MadeTypes made;
    const QString name = typed.trimmed();
    const auto all = provider.makeTypes(name);
    if (!all) {
        if (!provider.typeMaker)
            made.problem = errorText(all.error(), Audience::Window);
        else if (name.isEmpty())
            made.problem = Texts::tr("Write it like %1.").arg(provider.typeMaker->example);
        else
            made.problem = Texts::tr("“%1” is no %2: write it like %3.")
                               .arg(name, provider.typeMaker->label.toLower(), provider.typeMaker->example);
        return made;
    }
    bool isChosen = false;
    for (qsizetype i = 0; i < all->size(); ++i) {
        if (!templates.contains(provider.typeMaker->types.at(i)))
            continue;
        isChosen = true;
        const QString& type = all->at(i);
        if (!source.eventTypes.contains(type) && !provider.findEventType(type))
            made.types.append(type);
    }
    if (!isChosen)
        made.problem = Texts::tr("Choose what comes of %1: at least one.").arg(name);
    else if (made.types.isEmpty())
        made.problem = Texts::tr("%1 is there already.").arg(name);
    else
        made.notice = Texts::tr("Added %1").arg(made.types.join(QStringLiteral(", ")));
    return made;
}

QString templateTitle(const QString& text)
{
    QString title = text;
    title.remove(placeholder);
    while (!title.isEmpty() && !title.front().isLetterOrNumber())
        title.remove(0, 1);
    return title.isEmpty() ? text : title;
}

} // namespace hw::models
