#include "ui/widgets/confirmdialog.h"

#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace hw::widgets {

namespace {

constexpr int margin = 24;
constexpr int textWidth = 440;

} // namespace

ConfirmDialog::ConfirmDialog(const Theme& theme, const Question& question, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(question.title);
    setAccessibleDescription(question.lines.join(u'\n') + u'\n' + question.warning);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(8);
    const auto add = [&](const QString& text, TextRole role, Token token) {
        auto* label = new Label(theme, text, role, token);
        label->setWordWrap(true);
        label->setMinimumWidth(textWidth);
        column->addWidget(label);
        return label;
    };
    add(question.title, TextRole::SectionTitle, Token::Text)->setObjectName(QStringLiteral("confirmTitle"));
    for (const QString& line : question.lines)
        add(line, TextRole::Body, Token::Text2)->setObjectName(QStringLiteral("confirmLine"));
    if (!question.warning.isEmpty())
        add(question.warning, TextRole::BodyStrong, Token::Warn)->setObjectName(QStringLiteral("confirmWarning"));
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 8, 0, 0);
    buttons->setSpacing(8);
    buttons->addStretch(1);
    auto* no = new Button(theme, question.button.isEmpty() ? tr("Close") : tr("Cancel"));
    no->setObjectName(QStringLiteral("confirmNo"));
    buttons->addWidget(no);
    connect(no, &Button::clicked, this, &QDialog::reject);
    if (!question.button.isEmpty()) {
        auto* yes = new Button(theme, question.button, question.kind);
        yes->setObjectName(QStringLiteral("confirmYes"));
        buttons->addWidget(yes);
        connect(yes, &Button::clicked, this, &QDialog::accept);
        // What destroys or leaves the machine is never done by Enter alone.
        const bool isHarmless = question.kind != ButtonKind::Danger && question.warning.isEmpty();
        yes->setAutoDefault(isHarmless);
        yes->setDefault(isHarmless);
        (isHarmless ? yes : no)->setFocus();
    }
    column->addLayout(buttons);
    column->setSizeConstraint(QLayout::SetFixedSize);
}

} // namespace hw::widgets
