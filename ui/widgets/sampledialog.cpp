#include "ui/widgets/sampledialog.h"

#include "core/base/json.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <utility>

namespace hw::widgets {

namespace {

constexpr int margin = 24;
constexpr int gap = 8;
constexpr QSize bodySize(480, 240);

} // namespace

SampleDialog::SampleDialog(const Theme& theme, NameProblem problem, QWidget* parent)
    : QDialog(parent)
    , m_nameProblem(std::move(problem))
    , m_name(new QLineEdit)
    , m_body(new QPlainTextEdit(QStringLiteral("{\n  \n}")))
    , m_problem(new Label(theme, {}, TextRole::Small, Token::Fail))
    , m_note(new Label(theme, {}, TextRole::Small, Token::Text3))
    , m_accept(new Button(theme, tr("Add the sample"), ButtonKind::Primary))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("sampleDialog"));
    setWindowTitle(tr("Write a sample"));
    m_name->setObjectName(QStringLiteral("sampleName"));
    m_name->setPlaceholderText(tr("order.refunded"));
    m_body->setObjectName(QStringLiteral("sampleBody"));
    m_body->setLayoutDirection(Qt::LeftToRight);
    m_body->setFont(theme.font(TextRole::Mono));
    m_body->setMinimumSize(bodySize);
    m_body->setTabChangesFocus(true);
    m_problem->setObjectName(QStringLiteral("sampleNameProblem"));
    m_problem->setWordWrap(true);
    m_note->setObjectName(QStringLiteral("sampleBodyNote"));
    m_accept->setObjectName(QStringLiteral("sampleAccept"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(gap);
    column->addWidget(new Label(theme, windowTitle(), TextRole::SectionTitle));
    const auto caption = [&](const QString& text, QWidget* field) {
        auto* label = new Label(theme, text, TextRole::Caption, Token::Text2);
        label->setBuddy(field);
        field->setAccessibleName(text);
        column->addWidget(label);
        column->addWidget(field, field == m_body ? 1 : 0);
    };
    caption(tr("Name"), m_name);
    column->addWidget(m_problem);
    caption(tr("Body"), m_body);
    column->addWidget(m_note);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(gap);
    buttons->addStretch(1);
    auto* cancel = new Button(theme, tr("Cancel"));
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    column->addLayout(buttons);
    connect(m_name, &QLineEdit::textChanged, this, &SampleDialog::review);
    connect(m_body, &QPlainTextEdit::textChanged, this, &SampleDialog::review);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(m_accept, &QAbstractButton::clicked, this, [this] {
        Q_EMIT written(m_name->text().trimmed(), m_body->toPlainText());
        accept();
    });
    review();
}

void SampleDialog::review()
{
    const QString name = m_name->text().trimmed();
    const QString problem = m_nameProblem(name);
    m_problem->setText(name.isEmpty() ? QString() : problem);
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_name->setAccessibleDescription(m_problem->text());
    m_accept->setEnabled(problem.isEmpty());
    const auto body = json::parse(m_body->toPlainText().toUtf8());
    m_note->setText(
        body ? tr("JSON, signed with the source's secret when it is tried")
             : tr("No JSON (line %1, column %2): it is sent as text").arg(body.error().line).arg(body.error().column));
}

} // namespace hw::widgets
