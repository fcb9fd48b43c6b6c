#include "ui/models/language.h"

#include "ui/models/englishplurals.h"
#include "ui/models/pseudotranslator.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

namespace hw::models {

namespace {

const QLatin1String english("en");

QString settingsKey()
{
    return QStringLiteral("language");
}

} // namespace

QStringList languages()
{
    return {english, QStringLiteral("de")};
}

QString languageName(const QString& code)
{
    const QString name = QLocale(code).nativeLanguageName();
    return code == english ? QStringLiteral("English") : name;
}

QString chosenLanguage(const QSettings& settings)
{
    const QString code = settings.value(settingsKey()).toString();
    return languages().contains(code) ? code : QString();
}

void chooseLanguage(QSettings& settings, const QString& code)
{
    if (code.isEmpty())
        settings.remove(settingsKey());
    else
        settings.setValue(settingsKey(), code);
}

QString pseudoLanguage()
{
    return QStringLiteral("qps");
}

QString languageFor(const QString& chosen, const QStringList& systems)
{
    if (qEnvironmentVariableIsSet("HEADWATER_PSEUDO"))
        return pseudoLanguage();
    if (!chosen.isEmpty())
        return chosen;
    for (const QString& system : systems) { // "de-AT", "de_AT", "C"
        const QString code = system.left(2).toLower();
        if (languages().contains(code))
            return code;
    }
    return english;
}

Language::Language(const QString& code)
    : m_plurals(std::make_unique<EnglishPlurals>())
{
    QCoreApplication::installTranslator(m_plurals.get());
    const bool isOwn = code == english || code == pseudoLanguage();
    QLocale::setDefault(isOwn ? QLocale::system() : QLocale(code)); // numbers and dates
    if (code == english)
        return;
    if (code == pseudoLanguage()) {
        m_texts = std::make_unique<PseudoTranslator>();
        QCoreApplication::installTranslator(m_texts.get());
        return;
    }
    m_toolkit = std::make_unique<QTranslator>();
    if (m_toolkit->load(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(m_toolkit.get());
    m_texts = std::make_unique<QTranslator>();
    if (m_texts->load(QStringLiteral(":/translations/headwater_%1.qm").arg(code)))
        QCoreApplication::installTranslator(m_texts.get());
}

// A translator takes itself out as it goes.
Language::~Language() = default;

} // namespace hw::models
