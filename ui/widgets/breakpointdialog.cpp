#include "ui/widgets/breakpointdialog.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QStyle>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

constexpr int padding = 16;
constexpr int gap = 8;
constexpr int fieldWidth = 360;

} // namespace

BreakpointDialog::BreakpointDialog(const Theme& theme, const models::DebugBreakpoint& breakpoint, QWidget* parent)
    : QDialog(parent)
    , m_given(breakpoint)
    , m_condition(new QLineEdit(breakpoint.at.condition))
    , m_hits(new QLineEdit(breakpoint.at.hitCondition))
    , m_log(new QLineEdit(breakpoint.at.logMessage))
    , m_enabled(new QCheckBox(tr("Enabled")))
    , m_accept(nullptr)
{
    setObjectName(QStringLiteral("breakpointDialog"));
    setWindowTitle(tr("Breakpoint at line %1").arg(breakpoint.at.line));
    m_condition->setObjectName(QStringLiteral("breakpointCondition"));
    m_condition->setPlaceholderText(QStringLiteral("body.amount > 5000"));
    m_hits->setObjectName(QStringLiteral("breakpointHits"));
    m_hits->setPlaceholderText(QStringLiteral(">= 3"));
    m_log->setObjectName(QStringLiteral("breakpointLog"));
    m_log->setPlaceholderText(QStringLiteral("amount is {body.amount}"));
    m_enabled->setObjectName(QStringLiteral("breakpointEnabled"));
    m_enabled->setChecked(breakpoint.enabled);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(padding, padding, padding, padding);
    column->setSpacing(4);
    const auto add = [&](const QString& caption, QLineEdit* field, const QString& help) {
        auto* label = new Label(theme, caption, TextRole::Secondary, Token::Text2);
        label->setBuddy(field);
        field->setAccessibleName(caption);
        field->setMinimumWidth(fieldWidth);
        field->setFont(theme.font(TextRole::Mono));
        column->addWidget(label);
        column->addWidget(field);
        column->addWidget(new Label(theme, help, TextRole::Small, Token::Text3));
        column->addSpacing(gap);
        connect(field, &QLineEdit::textChanged, this, &BreakpointDialog::check);
    };
    add(tr("Stop only where"), m_condition, tr("A JavaScript expression over what is in scope there."));
    add(tr("Stop only at these passes"), m_hits, tr("3 = the third alone; >= 3, < 3, % 3 work too."));
    add(tr("Log in place of stopping"), m_log, tr("A text; {expressions} in it are evaluated."));
    column->addWidget(m_enabled);
    column->addSpacing(gap);
    auto* cancel = new Button(theme, tr("Cancel"));
    auto* accepting = new Button(theme, tr("Apply"), ButtonKind::Primary);
    accepting->setObjectName(QStringLiteral("breakpointApply"));
    accepting->setDefault(true);
    m_accept = accepting;
    auto* row = new QHBoxLayout;
    row->setSpacing(gap);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(accepting);
    column->addLayout(row);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(accepting, &QAbstractButton::clicked, this, &QDialog::accept);
    check();
}

models::DebugBreakpoint BreakpointDialog::breakpoint() const
{
    models::DebugBreakpoint changed = m_given;
    changed.at.condition = m_condition->text().trimmed();
    changed.at.hitCondition = m_hits->text().trimmed();
    changed.at.logMessage = m_log->text();
    changed.enabled = m_enabled->isChecked();
    return changed;
}

void BreakpointDialog::check()
{
    static const QRegularExpression form(QStringLiteral(R"(^\s*(?:(?:[<>]=?|==?|%)?\s*[1-9]\d{0,6})?\s*$)"));
    const bool valid = form.match(m_hits->text()).hasMatch();
    if (m_hits->property("invalid").toBool() == valid) {
        m_hits->setProperty("invalid", !valid);
        m_hits->style()->unpolish(m_hits);
        m_hits->style()->polish(m_hits);
    }
    m_hits->setAccessibleDescription(valid ? QString() : tr("A number, with <, <=, >, >= or % before it."));
    if (m_accept)
        m_accept->setEnabled(valid);
}

} // namespace hw::widgets
