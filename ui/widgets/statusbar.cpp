#include "ui/widgets/statusbar.h"

#include "ui/models/errortext.h"
#include "ui/models/eventtext.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

#include <chrono>

namespace hw::widgets {

namespace {

constexpr int margin = 12;
constexpr int spacing = 16;

Label* makeLabel(const Theme& theme, const char* name)
{
    auto* label = new Label(theme, {}, TextRole::Small, Token::Text2);
    label->setObjectName(QString::fromLatin1(name));
    return label;
}

} // namespace

StatusBar::StatusBar(const Theme& theme, const models::WorkspacePresenter& presenter, const Clock& clock,
                     QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_clock(clock)
    , m_events(makeLabel(theme, "statusEvents"))
    , m_size(makeLabel(theme, "statusSize"))
    , m_rate(makeLabel(theme, "statusRate"))
    , m_trouble(makeLabel(theme, "statusTrouble"))
    , m_away(makeLabel(theme, "statusAway"))
    , m_context(makeLabel(theme, "statusContext"))
{
    setObjectName(QStringLiteral("statusBar"));
    setAccessibleName(tr("Status"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(margin, 1, margin, 0);
    layout->setSpacing(spacing);
    layout->addWidget(m_events);
    layout->addWidget(m_size);
    layout->addWidget(m_rate);
    m_trouble->setToken(Token::Fail);
    layout->addWidget(m_trouble);
    m_away->setToken(Token::Fail);
    m_away->hide();
    layout->addWidget(m_away);
    layout->addStretch();
    layout->addWidget(m_context);
    connect(&presenter, &models::WorkspacePresenter::factsChanged, this, &StatusBar::refresh);
    connect(&presenter, &models::WorkspacePresenter::storeTroubleChanged, this, &StatusBar::refresh);
    connect(&presenter, &models::WorkspacePresenter::openStateChanged, this, &StatusBar::refresh);
    const auto grow = [this] { setFixedHeight(m_theme.height(Height::StatusBar)); };
    connect(&theme, &Theme::changed, this, grow);
    grow();
    refresh();
}

void StatusBar::refresh()
{
    using OpenState = models::WorkspacePresenter::OpenState;
    const models::WorkspaceFacts& facts = m_presenter.facts();
    const QLocale locale;
    const std::optional<Error>& trouble = m_presenter.storeTrouble();
    m_trouble->setText(trouble ? models::errorText(*trouble, models::Audience::Window) : QString());
    m_trouble->setToolTip(trouble ? tr("Requests are answered 503 until this has passed.") : QString());
    if (!facts.known) {
        m_events->setText(m_presenter.openState() == OpenState::Open ? QString() : tr("No workspace open"));
        m_size->clear();
        m_rate->clear();
        m_context->clear();
        return;
    }
    m_events->setText(facts.events == 1 ? tr("1 event") : tr("%1 events").arg(locale.toString(facts.events)));
    m_size->setText(models::sizeText(facts.storedBytes));
    m_rate->setText(facts.lastMinute >= models::EventSource::countLimit
                        ? tr("over %1 events/min").arg(locale.toString(models::EventSource::countLimit))
                    : facts.lastMinute == 1 ? tr("1 event/min")
                                            : tr("%1 events/min").arg(locale.toString(facts.lastMinute)));
    m_away->setVisible(facts.turnedAway > 0);
    m_away->setText(tr("%n request(s) turned away: %1", nullptr, static_cast<int>(facts.turnedAway))
                        .arg(models::missedReasonText(facts.awayReason)));
    if (!m_parts.isEmpty()) {
        m_context->setText(m_parts.join(QStringLiteral("     ")));
        return;
    }
    if (!facts.lastEventAt) {
        m_context->setText(tr("No event yet"));
        return;
    }
    const auto age = std::chrono::duration_cast<std::chrono::seconds>(m_clock.now() - *facts.lastEventAt).count();
    if (age < 60)
        m_context->setText(tr("Last event %1 s ago").arg(qMax<qint64>(age, 0)));
    else if (age < 3600)
        m_context->setText(tr("Last event %1 min ago").arg(age / 60));
    else if (age < 48 * 3600)
        m_context->setText(tr("Last event %1 h ago").arg(age / 3600));
    else
        m_context->setText(tr("Last event %1 days ago").arg(age / (24 * 3600)));
}

void StatusBar::setContext(const QStringList& parts)
{
    if (parts == m_parts)
        return;
    m_parts = parts;
    refresh();
}

void StatusBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Window));
    painter.fillRect(0, 0, width(), 1, m_theme.color(Token::Line));
}

} // namespace hw::widgets
