#include "ui/widgets/fonts.h"

#include "core/base/logging.h"

#include <QDir>
#include <QFontDatabase>

namespace hw::widgets {

FontFamilies loadFonts()
{
    FontFamilies families{QFontDatabase::systemFont(QFontDatabase::GeneralFont).family(),
                          QFontDatabase::systemFont(QFontDatabase::FixedFont).family()};
    const QDir folder(QStringLiteral(":/fonts"));
    for (const QString& name : folder.entryList(QDir::Files)) {
        const int id = QFontDatabase::addApplicationFont(folder.filePath(name));
        const QStringList loaded = id < 0 ? QStringList() : QFontDatabase::applicationFontFamilies(id);
        if (loaded.isEmpty()) {
            qCWarning(logUi) << "cannot load the font" << name;
            continue;
        }
        // Besides the family's name the database may hold one per weight ("Headwater Sans Medium"): the regular
        // file names the family alone.
        if (name.contains(QLatin1String("Sans-Regular")))
            families.sans = loaded.first();
        else if (name.contains(QLatin1String("Mono-Regular")))
            families.mono = loaded.first();
    }
    return families;
}

} // namespace hw::widgets
