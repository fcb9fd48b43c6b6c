#include "ui/widgets/secretfield.h"

#include "ui/widgets/buttons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QStyle>

namespace hw::widgets {

using models::SecretReport;
using models::SecretState;

SecretField::SecretField(const Theme& theme, models::NewSourcePresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_edit(new QLineEdit)
    , m_key(m_edit->addAction(QIcon(), QLineEdit::LeadingPosition))
    , m_show(m_edit->addAction(QIcon(), QLineEdit::TrailingPosition))
    , m_chip(new ChipLabel(theme))
    , m_store(new Button(theme, tr("Store")))
    , m_problem(new Label(theme, {}, TextRole::Small, Token::Fail))
{
    m_edit->setObjectName(QStringLiteral("secret"));
    m_edit->setProperty("wizard", true);
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_chip->setObjectName(QStringLiteral("secretReport"));
    m_store->setObjectName(QStringLiteral("storeSecret"));
    m_store->setAccessibleName(tr("Store the secret"));
    m_store->setButtonSize(ButtonSize::Wizard);
    m_key->setEnabled(false);
    m_show->setObjectName(QStringLiteral("showSecret"));
    m_show->setCheckable(true);
    m_show->setText(tr("Show the secret"));
    m_show->setToolTip(tr("Show the secret"));
    m_problem->setObjectName(QStringLiteral("secretProblem"));
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_edit, 1);
    row->addWidget(m_chip);
    row->addWidget(m_store);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_problem);
    setFocusProxy(m_edit);

    connect(m_edit, &QLineEdit::textChanged, this, &SecretField::refreshReport);
    connect(m_edit, &QLineEdit::returnPressed, this, &SecretField::store);
    connect(m_store, &QAbstractButton::clicked, this, &SecretField::store);
    connect(m_show, &QAction::toggled, this, [this](bool shown) {
        m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        m_show->setToolTip(shown ? tr("Hide the secret") : tr("Show the secret"));
    });
    connect(&presenter, &models::NewSourcePresenter::changed, this, &SecretField::refresh);
    connect(&theme, &Theme::changed, this, &SecretField::refreshIcons);
    refreshIcons();
    refresh();
}

void SecretField::refreshIcons()
{
    m_key->setIcon(m_theme.icon(Icon::Key, Token::Text3));
    m_show->setIcon(m_theme.icon(Icon::Eye, Token::Text2));
    m_edit->setFont(m_theme.font(TextRole::Code));
}

bool SecretField::store()
{
    const QString typed = m_edit->text().trimmed();
    if (typed.isEmpty() || m_presenter.reportOn(typed).kind == SecretReport::Kind::Wrong)
        return false;
    m_presenter.storeSecret(typed);
    m_show->setChecked(false);
    m_edit->clear();
    return true;
}

void SecretField::refresh()
{
    const catalog::Provider* provider = m_presenter.provider();
    const QString label = provider && !provider->secret.label.isEmpty() ? provider->secret.label : tr("Signing secret");
    m_edit->setAccessibleName(label);
    const bool stored = m_presenter.secretState() == SecretState::Stored;
    m_edit->setPlaceholderText(stored     ? tr("Stored on this machine; a new one replaces it")
                               : provider ? provider->secret.example
                                          : QString());
    refreshReport();
}

void SecretField::refreshReport()
{
    // White space around what is pasted is never part of it.
    const QString typed = m_edit->text().trimmed();
    const SecretReport report = m_presenter.reportOn(typed);
    const SecretState state = m_presenter.secretState();
    Chip chip;
    switch (report.kind) {
    case SecretReport::Kind::Right: chip = {Tone::Ok, Icon::Check, report.text}; break;
    case SecretReport::Kind::Doubtful: chip = {Tone::Warn, Icon::Alert, tr("Looks unusual")}; break;
    case SecretReport::Kind::Wrong: chip = {Tone::Fail, Icon::Alert, tr("Not a signing secret")}; break;
    case SecretReport::Kind::Empty:
        if (typed.isEmpty() && state == SecretState::Stored)
            chip = {Tone::Ok, Icon::Check, tr("Stored")};
        else if (state == SecretState::Storing)
            chip = {Tone::Neutral, Icon::Clock, tr("Storing")};
        break;
    }
    m_chip->setChip(chip);
    m_chip->setVisible(!chip.text.isEmpty());
    const bool wrong = report.kind == SecretReport::Kind::Wrong;
    const bool speaks = wrong || report.kind == SecretReport::Kind::Doubtful;
    m_problem->setText(speaks ? report.text : QString());
    m_problem->setToken(wrong ? Token::Fail : Token::Warn);
    m_problem->setVisible(speaks);
    m_store->setVisible(!typed.isEmpty());
    m_store->setEnabled(!wrong && state != SecretState::Storing);
    if (m_edit->property("invalid").toBool() != wrong) {
        m_edit->setProperty("invalid", wrong);
        m_edit->style()->unpolish(m_edit);
        m_edit->style()->polish(m_edit);
    }
}

} // namespace hw::widgets
