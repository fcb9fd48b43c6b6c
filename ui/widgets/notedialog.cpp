#include "ui/widgets/notedialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace hw::widgets {

NoteDialog::NoteDialog(const Theme& theme, const QString& note, QWidget* parent)
    : QDialog(parent)
    , m_edit(new QPlainTextEdit(note))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("noteDialog"));
    setWindowTitle(tr("Note about this event"));
    m_edit->setObjectName(QStringLiteral("noteEdit"));
    m_edit->setAccessibleName(windowTitle());
    m_edit->setTabChangesFocus(true);
    m_edit->setMinimumSize(400, 96);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(8);
    column->addWidget(new Label(theme, windowTitle(), TextRole::SectionTitle));
    column->addWidget(m_edit);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    auto* cancel = new Button(theme, tr("Cancel"));
    auto* keep = new Button(theme, tr("Keep the note"), ButtonKind::Primary);
    keep->setObjectName(QStringLiteral("keepNote"));
    row->addWidget(cancel);
    row->addWidget(keep);
    column->addLayout(row);
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    connect(keep, &Button::clicked, this, &QDialog::accept);
}

QString NoteDialog::note() const
{
    return m_edit->toPlainText().trimmed();
}

} // namespace hw::widgets
