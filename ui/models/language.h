#pragma once

#include <QString>
#include <QStringList>

#include <memory>

class QCoreApplication;
class QSettings;
class QTranslator;

namespace hw::models {

/// The languages that the window speaks, by their codes: "en", "de".
[[nodiscard]] QStringList languages();
/// "Deutsch": in its own words.
[[nodiscard]] QString languageName(const QString& code);

/// What the user chose; empty = as the system.
[[nodiscard]] QString chosenLanguage(const QSettings& settings);
void chooseLanguage(QSettings& settings, const QString& code);

/// The choice, or what fits the system's languages best; "en" where none of them is known.
[[nodiscard]] QString languageFor(const QString& chosen, const QStringList& systems);

/// Of no people: the texts are made from the English ones to show what does not fit. Not offered to be chosen; the
/// window speaks it where HEADWATER_PSEUDO is set in the environment.
[[nodiscard]] QString pseudoLanguage();

/// The texts of a language while it lives. Made before the first text is asked for; English needs only its plurals.
class Language final
{
public:
    explicit Language(const QString& code);
    ~Language();
    Language(const Language&) = delete;
    Language& operator=(const Language&) = delete;
    Language(Language&&) = delete;
    Language& operator=(Language&&) = delete;

private:
    std::unique_ptr<QTranslator> m_plurals; ///< what no other translator has is English
    std::unique_ptr<QTranslator> m_toolkit; ///< the texts of Qt's own dialogs, where the system has them
    std::unique_ptr<QTranslator> m_texts;
};

} // namespace hw::models
