#pragma once

#include "ui/widgets/theme.h"

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace hw::widgets {

class Button;
class Label;

/// One section of the settings: fields below each other with their captions, errors and help, and Apply and Cancel at
/// its end. What is typed is a draft until it is applied.
class SettingsForm : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsForm)

public:
    explicit SettingsForm(const Theme& theme, QWidget* parent = nullptr);

    static constexpr int fieldWidth = 420; ///< px, at most

Q_SIGNALS:
    void applyWanted();
    void cancelWanted();

protected:
    void addTitle(const QString& text);
    void addHelp(const QString& text);
    /// Captioned; `help` stands below in small type. The field's accessible name is the caption.
    void addField(const QString& caption, QWidget* field, const QString& help = {});
    /// With its caption and what stands below it.
    void setFieldVisible(QWidget* field, bool visible);
    void addWidget(QWidget* widget);
    /// The room around the form, where it stands within another.
    void setInset(int pixels);
    /// "Apply" and "Cancel"; names the buttons `name`Apply and `name`Cancel.
    void addButtons(const QString& name);
    /// Below the field, with its border in red; empty = none.
    void setProblem(QWidget* field, const QString& problem);
    /// The same in this colour, with the border as it is; empty = none.
    void setNote(QWidget* field, const QString& text, Token token);
    /// Whether there is something to apply or to cancel, and whether it can be.
    void setState(bool different, bool valid);
    [[nodiscard]] const Theme& theme() const { return m_theme; }

private:
    struct Field
    {
        QWidget* part = nullptr; ///< with caption, note and help
        Label* note = nullptr;
    };

    static void addWrapped(Label* label, QVBoxLayout& column);

    const Theme& m_theme;
    QVBoxLayout* m_column;
    QHash<QWidget*, Field> m_fields;
    Button* m_apply = nullptr;
    Button* m_cancel = nullptr;
};

} // namespace hw::widgets
