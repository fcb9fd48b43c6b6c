#pragma once

#include "ui/models/sourcesettingspresenter.h"
#include "ui/widgets/settingsform.h"

#include <QHash>

#include <functional>

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;

namespace hw::widgets {

/// Fields for texts of a source's settings: each stands for one of the names of models::SourceTexts. Applying is the
/// page's.
class SourceSettingsForm : public SettingsForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceSettingsForm)

public:
    SourceSettingsForm(const Theme& theme, models::SourceSettingsPresenter& presenter, QWidget* parent = nullptr);

    /// Puts what is typed into the texts.
    virtual void read(models::SourceTexts& texts) const;
    /// Fills the fields; edited() is not told.
    virtual void fill(const models::SourceTexts& texts);
    /// Shows below the fields what is wrong with them, or what they mean now.
    virtual void review(const models::SourceTexts& draft, const models::SourceTexts& problems);

Q_SIGNALS:
    void edited();

protected:
    QLineEdit* addText(const QString& name, const QString& caption, const QString& help = {},
                       TextRole role = TextRole::Body);
    QCheckBox* addFlag(const QString& name, const QString& text);
    QPlainTextEdit* addLines(const QString& name, const QString& caption, const QString& help = {});
    /// For a widget of the caller's own, already in the form.
    void bind(const QString& name, QWidget* widget, std::function<QString()> text,
              std::function<void(const QString&)> setText);
    [[nodiscard]] models::SourceSettingsPresenter& presenter() const { return m_presenter; }
    [[nodiscard]] bool isFilling() const { return m_filling; }

private:
    struct Bound
    {
        QWidget* widget = nullptr;
        std::function<QString()> text;
        std::function<void(const QString&)> setText;
    };

    void dressMono(QWidget* field, TextRole role);

    models::SourceSettingsPresenter& m_presenter;
    QHash<QString, Bound> m_bound; ///< by name
    bool m_filling = false;
};

} // namespace hw::widgets
