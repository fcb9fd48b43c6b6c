#include "ui/widgets/linedialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace hw::widgets {

LineDialog::LineDialog(const Theme& theme, const Question& question, QWidget* parent)
    : QDialog(parent)
    , m_edit(new QLineEdit(question.text))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("lineDialog"));
    setWindowTitle(question.title);
    m_edit->setObjectName(QStringLiteral("lineEdit"));
    m_edit->setAccessibleName(question.title);
    m_edit->setMinimumWidth(360);
    m_edit->selectAll();
    auto* help = new Label(theme, question.help, TextRole::Small, Token::Text2);
    help->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(8);
    column->addWidget(new Label(theme, question.title, TextRole::SectionTitle));
    column->addWidget(m_edit);
    column->addWidget(help);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    auto* cancel = new Button(theme, tr("Cancel"));
    auto* accept = new Button(theme, question.button, ButtonKind::Primary);
    accept->setObjectName(QStringLiteral("lineAccept"));
    accept->setDefault(true);
    row->addWidget(cancel);
    row->addWidget(accept);
    column->addLayout(row);
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    connect(accept, &Button::clicked, this, &QDialog::accept);
}

QString LineDialog::text() const
{
    return m_edit->text();
}

} // namespace hw::widgets
