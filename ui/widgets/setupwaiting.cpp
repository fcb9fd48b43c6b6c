#include "ui/widgets/setupwaiting.h"

#include "ui/models/eventtext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/textbutton.h"

#include <QDesktopServices>
#include <QUrl>
#include <QVBoxLayout>

namespace hw::widgets {

using models::CheckState;
using models::NewSourcePresenter;

namespace {

constexpr int padding = 16;
constexpr int narrowest = 96;

QVBoxLayout* columnIn(QWidget* widget)
{
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(padding, padding, padding, padding);
    column->setSpacing(0);
    return column;
}

void showCheck(CheckLine& line, CheckState state, const QString& text)
{
    switch (state) {
    case CheckState::Ok: line.show(Icon::Check, Token::Ok, text, Token::Text); return;
    case CheckState::Failed: line.show(Icon::Alert, Token::Fail, text, Token::Fail); return;
    case CheckState::Open:
    case CheckState::Running: break;
    }
    line.show(Icon::Clock, Token::Text3, text, Token::Text2);
}

} // namespace

SetupWaiting::SetupWaiting(const Theme& theme, NewSourcePresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_waiting(new Card(theme))
    , m_dot(new ChipDot(theme))
    , m_headline(new Label(theme, {}, TextRole::BodyStrong))
    , m_time(new Label(theme, {}, TextRole::Mono, Token::Text3))
    , m_bar(new WaitBar(theme))
    , m_listener(new CheckLine(theme))
    , m_endpoint(new CheckLine(theme))
    , m_request(new CheckLine(theme))
    , m_test(new CheckLine(theme))
    , m_start(new Button(theme, tr("Start the listener"), ButtonKind::Default, Icon::Play))
    , m_send(new Button(theme, tr("Send a signed test event"), ButtonKind::Default, Icon::Send))
    , m_help(new Card(theme))
    , m_helpHead(new TextButton(theme, tr("If nothing arrives"), TextButton::Look::Disclosure))
    , m_helpBody(new QWidget)
    , m_helpText(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_helpAnswer(new Label(theme, tr("An answer of 404 means the source key in the URL is wrong."), TextRole::Body,
                             Token::Text2))
    , m_troubleshooting(new TextButton(theme, tr("Open troubleshooting"), TextButton::Look::Leads))
    , m_documentation(new TextButton(theme, {}, TextButton::Look::Leads))
    , m_next(new Card(theme))
    , m_nextRows(new QVBoxLayout)
{
    setObjectName(QStringLiteral("setupWaiting"));
    m_waiting->setObjectName(QStringLiteral("waitingCard"));
    m_headline->setObjectName(QStringLiteral("waitingHeadline"));
    m_headline->setWordWrap(true);
    m_time->setObjectName(QStringLiteral("waitingTime"));
    m_listener->setObjectName(QStringLiteral("checkListener"));
    m_endpoint->setObjectName(QStringLiteral("checkEndpoint"));
    m_request->setObjectName(QStringLiteral("checkRequest"));
    m_test->setObjectName(QStringLiteral("checkTest"));
    m_start->setObjectName(QStringLiteral("setupStartListener"));
    m_send->setObjectName(QStringLiteral("sendTest"));
    m_help->setObjectName(QStringLiteral("helpCard"));
    m_helpHead->setObjectName(QStringLiteral("helpHead"));
    m_helpBody->setObjectName(QStringLiteral("helpBody"));
    m_troubleshooting->setObjectName(QStringLiteral("troubleshooting"));
    m_documentation->setObjectName(QStringLiteral("documentation"));
    m_next->setObjectName(QStringLiteral("nextCard"));
    m_helpText->setWordWrap(true);
    m_helpAnswer->setWordWrap(true);

    auto* waiting = columnIn(m_waiting);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_dot);
    head->addWidget(m_headline, 1);
    head->addWidget(m_time);
    waiting->addLayout(head);
    waiting->addSpacing(12);
    waiting->addWidget(m_bar);
    waiting->addSpacing(8);
    for (CheckLine* line : {m_listener, m_endpoint, m_request, m_test})
        waiting->addWidget(line);
    waiting->addSpacing(8);
    auto* nextHead = new Label(theme, tr("Next: suggested actions"), TextRole::BodyStrong);
    // Rather cut than wider than the column.
    for (QWidget* part : std::initializer_list<QWidget*>{m_start, m_send, m_helpHead, nextHead, m_troubleshooting,
                                                         m_documentation, m_headline, m_helpText, m_helpAnswer})
        part->setMinimumWidth(narrowest);
    waiting->addWidget(m_start, 0, Qt::AlignLeft);
    waiting->addWidget(m_send, 0, Qt::AlignLeft);

    auto* help = columnIn(m_help);
    help->addWidget(m_helpHead, 0, Qt::AlignLeft);
    auto* body = new QVBoxLayout(m_helpBody);
    body->setContentsMargins(0, 8, 0, 0);
    body->setSpacing(8);
    body->addWidget(m_helpText);
    body->addWidget(m_helpAnswer);
    body->addWidget(m_troubleshooting, 0, Qt::AlignLeft);
    body->addWidget(m_documentation, 0, Qt::AlignLeft);
    help->addWidget(m_helpBody);
    m_helpHead->setCheckable(true);

    auto* next = columnIn(m_next);
    next->addWidget(nextHead);
    next->addSpacing(4);
    next->addLayout(m_nextRows);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    column->addWidget(m_waiting);
    column->addWidget(m_help);
    column->addWidget(m_next);
    column->addStretch();

    connect(m_start, &QAbstractButton::clicked, &presenter, &NewSourcePresenter::startListener);
    connect(m_send, &QAbstractButton::clicked, this, &SetupWaiting::testWanted);
    connect(m_helpHead, &QAbstractButton::clicked, this, [this](bool open) {
        m_helpTouched = true;
        toggleHelp(open);
    });
    connect(m_troubleshooting, &QAbstractButton::clicked, this,
            [this] { Q_EMIT guideWanted(QStringLiteral("troubleshooting#nothing-arrives")); });
    connect(m_documentation, &QAbstractButton::clicked, this, [this] {
        if (const catalog::Provider* provider = m_presenter.provider())
            QDesktopServices::openUrl(QUrl(provider->documentation));
    });
    connect(&presenter, &NewSourcePresenter::waitingChanged, this, &SetupWaiting::refreshWaiting);
    connect(&presenter, &NewSourcePresenter::changed, this, [this] {
        refreshWaiting();
        refreshHelp();
        refreshNext();
    });
    toggleHelp(false);
    refreshWaiting();
    refreshHelp();
    refreshNext();
}

void SetupWaiting::toggleHelp(bool open)
{
    m_helpHead->setChecked(open);
    m_helpBody->setVisible(open);
}

void SetupWaiting::refreshWaiting()
{
    if (m_shownKey != m_presenter.key()) {
        m_shownKey = m_presenter.key();
        m_helpTouched = false;
        toggleHelp(false);
    }
    const catalog::Provider* provider = m_presenter.provider();
    const QString name = provider ? provider->name : QString();
    const bool come = m_presenter.hasEvent();
    const auto& received = m_presenter.received();
    const auto& test = m_presenter.test();
    m_dot->setDot(come ? Token::OkBar : Token::WarnBar);
    m_headline->setText(received ? tr("First event received")
                        : test   ? tr("Test event received")
                                 : tr("Waiting for the first event"));
    m_headline->setToken(come ? Token::Ok : Token::Text);
    m_waiting->setBorder(come ? Token::OkBar : Token::Line);
    m_waiting->setFill(come ? Token::OkSoft : Token::Base);
    m_waiting->setAccessibleName(m_headline->text());
    const qint64 seconds = m_presenter.waited().count();
    m_time->setVisible(!come);
    m_time->setText(
        QStringLiteral("%1:%2").arg(seconds / 60, 2, 10, QChar(u'0')).arg(seconds % 60, 2, 10, QChar(u'0')));
    m_bar->setSeconds(seconds);
    m_bar->setFull(come);

    const QUrl url(m_presenter.endpointUrl());
    const CheckState listener = m_presenter.listenerCheck();
    showCheck(*m_listener, listener,
              listener == CheckState::Ok        ? tr("Listener is running on port %1").arg(url.port())
              : listener == CheckState::Running ? tr("Listener is starting")
              : listener == CheckState::Failed  ? tr("Listener cannot run on port %1").arg(url.port())
                                                : tr("Listener is stopped"));
    m_start->setVisible(listener == CheckState::Open || listener == CheckState::Failed);
    const CheckState endpoint = m_presenter.endpointCheck();
    showCheck(*m_endpoint, endpoint,
              endpoint == CheckState::Ok       ? tr("Endpoint answers a local test request")
              : endpoint == CheckState::Failed ? m_presenter.endpointAnswer()
                                               : tr("Endpoint not yet tested"));
    if (received && received->status == EventStatus::Waiting) {
        // It has no type yet, and nothing is wrong: it is run when the secret is there.
        m_request->show(Icon::Clock, Token::Warn, tr("A request of %1 waits for the secret").arg(name), Token::Text);
    } else if (received) {
        const QString type = received->eventType.isEmpty() ? received->id : received->eventType;
        const bool ok = received->status == EventStatus::Processed || received->status == EventStatus::Ignored ||
                        received->status == EventStatus::Duplicate;
        showCheck(*m_request, ok ? CheckState::Ok : CheckState::Failed,
                  tr("%1: %2").arg(type, models::statusLabel(received->status, received->verification).text));
    } else {
        showCheck(*m_request, CheckState::Open, tr("No request from %1 yet").arg(name));
    }
    m_test->setVisible(test || m_presenter.isSending());
    if (test) {
        const bool verified = test->verification == VerificationStatus::Verified ||
                              m_presenter.secretState() == models::SecretState::NotNeeded;
        showCheck(
            *m_test, verified && test->status != EventStatus::Error ? CheckState::Ok : CheckState::Failed,
            tr("Test event %1: %2").arg(test->eventType, models::statusLabel(test->status, test->verification).text));
    } else if (m_presenter.isSending()) {
        showCheck(*m_test, CheckState::Running, tr("Sending the test event"));
    }
    m_send->setVisible(!m_presenter.sampleTypes().isEmpty() && listener == CheckState::Ok);
    m_send->setEnabled(!m_presenter.isSending());
    m_help->setVisible(!come);
    if (!come && !m_helpTouched && m_presenter.waited() >= NewSourcePresenter::patience && !m_helpHead->isChecked())
        toggleHelp(true);
}

void SetupWaiting::refreshHelp()
{
    const catalog::Provider* provider = m_presenter.provider();
    const int port = QUrl(m_presenter.endpointUrl()).port();
    switch (m_presenter.way()) {
    case models::SetupWay::Cli:
        m_helpText->setText(tr("Check that the command is still running, and that it sends to port %1.").arg(port));
        break;
    case models::SetupWay::Tunnel:
        m_helpText->setText(tr("Check that the tunnel is still running and points at port %1. Many give a new address "
                               "after each start.")
                                .arg(port));
        break;
    case models::SetupWay::Dashboard:
        m_helpText->setText(
            tr("Check the address that the sender shows, and its own list of deliveries: what it got as "
               "an answer stands there."));
        break;
    }
    const bool documented = provider && !provider->documentation.isEmpty();
    m_documentation->setVisible(documented);
    if (documented) {
        m_documentation->setText(tr("Open the documentation of %1").arg(provider->name));
        m_documentation->setToolTip(provider->documentation);
        m_documentation->setAccessibleName(m_documentation->text());
    }
}

void SetupWaiting::refreshNext()
{
    const bool later = m_presenter.step() < models::SetupStep::Actions;
    QStringList shown;
    clearLayout(*m_nextRows);
    int rows = 0;
    for (const NewSourcePresenter::Suggestion& suggestion : m_presenter.suggestions()) {
        if (!suggestion.taken)
            continue;
        auto* line = new CheckLine(m_theme);
        line->show(iconNamed(models::actionIcon(suggestion.action)).value_or(Icon::Box), Token::Text2,
                   tr("%1 → %2").arg(suggestion.eventType, models::actionTitle(suggestion.action)), Token::Text2);
        m_nextRows->addWidget(line);
        ++rows;
    }
    m_next->setVisible(later && rows > 0);
}

} // namespace hw::widgets
