#pragma once

#include "ui/models/sourceimport.h"
#include "ui/widgets/theme.h"

#include <QDialog>

class QLineEdit;
class QVBoxLayout;

namespace hw::widgets {

class Button;
class ComboBox;
class KeyValueRows;
class Label;

/// Shows what comes with a source before it is taken in: under which name and key, of which environment of Knock, with
/// which script, mappings and secrets, and what is different here.
class SourceImportDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceImportDialog)

public:
    /// `taken`: keys that sources have.
    SourceImportDialog(const Theme& theme, const models::SourceImport& import, const catalog::Catalog& catalog,
                       const QStringList& taken, QWidget* parent);
    ~SourceImportDialog() override;

    /// Of another environment; name and key stay as they were typed.
    void show(const models::SourceImport& import);
    using QWidget::show;

Q_SIGNALS:
    /// The same of another environment of Knock: show() is to follow.
    void environmentWanted(const QString& environment);
    void importWanted(const hw::models::SourceImport& import);

private:
    void check();
    void listTexts(QVBoxLayout& column, const QStringList& texts, Token token);

    const Theme& m_theme;
    const catalog::Catalog& m_catalog;
    const QStringList m_taken;
    models::SourceImport m_import;
    QLineEdit* m_name;
    QLineEdit* m_key;
    Label* m_problem;
    KeyValueRows* m_summary;
    QVBoxLayout* m_mappings;
    Label* m_notesTitle;
    QVBoxLayout* m_notes;
    Button* m_accept;
};

} // namespace hw::widgets
