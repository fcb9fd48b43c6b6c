#include "ui/widgets/newsourcepage.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/line.h"
#include "ui/widgets/setupsteps.h"
#include "ui/widgets/setupwaiting.h"

#include <QAction>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hw::widgets {

using models::NewSourcePresenter;
using models::SetupStep;

namespace {

constexpr int margin = 24;
constexpr int cardsInRow = 6;
constexpr int stepsWidth = 176;
constexpr int waitingWidth = 312;
constexpr int narrowWaiting = 264;
constexpr int narrowBelow = 1100;
constexpr int footerHeight = 48;

QString stepName(SetupStep step)
{
    switch (step) {
    case SetupStep::Provider: return NewSourcePage::tr("Provider");
    case SetupStep::Endpoint: return NewSourcePage::tr("Endpoint");
    case SetupStep::Secret: return NewSourcePage::tr("Secret");
    case SetupStep::Actions: return NewSourcePage::tr("Actions");
    case SetupStep::Test: break;
    }
    return NewSourcePage::tr("Test");
}

} // namespace

NewSourcePage::NewSourcePage(const Theme& theme, NewSourcePresenter& presenter, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_all(new QAction(tr("All providers"), this))
    , m_import(new QAction(tr("Import…"), this))
    , m_cancel(new QAction(tr("Cancel"), this))
    , m_providers(new QWidget)
    , m_stack(new QStackedWidget)
    , m_waiting(new SetupWaiting(theme, presenter))
    , m_hint(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_back(new Button(theme, tr("Back"), ButtonKind::Default, Icon::Back))
    , m_skip(new Button(theme, tr("Skip to Test")))
    , m_continue(new Button(theme, {}, ButtonKind::Primary))
{
    setObjectName(QStringLiteral("newSourcePage"));
    m_cancel->setObjectName(QStringLiteral("actionCancelSetup"));
    setActionIcon(theme, *m_cancel, Icon::Cross);
    m_all->setObjectName(QStringLiteral("actionAllProviders"));
    setActionIcon(theme, *m_all, Icon::List);
    m_all->setToolTip(tr("%1 to choose from").arg(presenter.providers().size()));
    m_import->setObjectName(QStringLiteral("actionImportSource"));
    m_import->setToolTip(tr("A source of Knock, or one that was exported"));
    setActionIcon(theme, *m_import, Icon::Import);
    buildProviders();

    auto* steps = new QWidget;
    steps->setFixedWidth(stepsWidth);
    steps->setAccessibleName(tr("Steps"));
    auto* stepColumn = new QVBoxLayout(steps);
    stepColumn->setContentsMargins(0, 0, 0, 0);
    stepColumn->setSpacing(4);
    for (int i = 0; i < models::setupStepCount; ++i) {
        const auto step = static_cast<SetupStep>(i);
        auto* button = new StepButton(theme, i + 1, stepName(step));
        button->setObjectName(QStringLiteral("step%1").arg(i + 1));
        connect(button, &QAbstractButton::clicked, this, [this, step] {
            m_presenter.goTo(step);
            refresh(); // also where nothing changed: the button has checked itself
        });
        m_steps[static_cast<size_t>(i)] = button;
        stepColumn->addWidget(button);
    }
    stepColumn->addStretch();

    m_testPane = new SetupTestPane(theme, presenter);
    m_panes = {new SetupProviderPane(theme, presenter), new SetupEndpointPane(theme, presenter),
               new SetupSecretPane(theme, presenter), new SetupActionsPane(theme, presenter), m_testPane};
    for (SetupStepPane* pane : m_panes)
        m_stack->addWidget(scrolling(pane));

    m_waitingArea = scrolling(m_waiting);
    m_waitingArea->setFixedWidth(waitingWidth);
    auto* body = new QHBoxLayout;
    body->setContentsMargins(margin, margin, margin, 0);
    body->setSpacing(0);
    body->addWidget(steps);
    body->addSpacing(margin);
    body->addWidget(m_stack, 1);
    body->addSpacing(margin / 2); // the other half is in the panes, for their scroll bars
    body->addWidget(m_waitingArea);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 16, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_providers);
    column->addLayout(body, 1);
    column->addWidget(new Line(theme, Qt::Horizontal));
    column->addWidget(buildFooter());

    connect(m_all, &QAction::triggered, this, [this] {
        m_presenter.goTo(SetupStep::Provider);
        refreshProviders();
        m_panes.front()->firstFocus()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_import, &QAction::triggered, this, &NewSourcePage::importWanted);
    connect(m_cancel, &QAction::triggered, &presenter, &NewSourcePresenter::cancel);
    connect(m_waiting, &SetupWaiting::guideWanted, this, &Page::guideWanted);
    connect(m_waiting, &SetupWaiting::testWanted, this, &NewSourcePage::sendTest);
    connect(m_testPane, &SetupTestPane::testWanted, this, &NewSourcePage::sendTest);
    connect(&presenter, &NewSourcePresenter::changed, this, &NewSourcePage::refresh);
    connect(&presenter, &NewSourcePresenter::firstEventArrived, this, [this] {
        if (isVisible())
            m_continue->setFocus(Qt::OtherFocusReason);
    });
    refresh();
}

NewSourcePage::~NewSourcePage() = default;

void NewSourcePage::buildProviders()
{
    m_providers->setObjectName(QStringLiteral("providerRow"));
    m_providers->setAccessibleName(tr("Providers"));
    auto* row = new QHBoxLayout(m_providers);
    row->setContentsMargins(margin, 0, margin, 0);
    row->setSpacing(8);
    // The catalogue's order, but what fits everything comes last.
    std::vector<const catalog::Provider*> all;
    for (const catalog::Provider& provider : m_presenter.providers())
        all.push_back(&provider);
    std::stable_partition(all.begin(), all.end(),
                          [](const catalog::Provider* one) { return one->key != QLatin1String("custom"); });
    if (all.size() > cardsInRow) // the first ones and the custom one; the header leads to all
        all.erase(all.begin() + (cardsInRow - 1), all.end() - 1);
    for (const catalog::Provider* provider : all) {
        auto* card = new ProviderCard(m_theme, glyphOf(provider->key),
                                      provider->key == QLatin1String("custom") ? tr("Custom") : provider->name,
                                      NewSourcePresenter::schemeText(*provider));
        card->setObjectName(QStringLiteral("provider_") + provider->key);
        connect(card, &QAbstractButton::clicked, this, [this, key = provider->key] {
            m_presenter.chooseProvider(key);
            refreshProviders();
        });
        m_cards.push_back(card);
        m_cardKeys.push_back(provider->key);
        row->addWidget(card, 1);
    }
    for (int i = static_cast<int>(m_cards.size()); i < cardsInRow; ++i)
        row->addStretch(1);
}

QWidget* NewSourcePage::buildFooter()
{
    auto* footer = new QWidget;
    footer->setObjectName(QStringLiteral("setupFooter"));
    footer->setAutoFillBackground(true);
    footer->setBackgroundRole(QPalette::Window);
    m_hint->setObjectName(QStringLiteral("setupHint"));
    m_hint->setWordWrap(true);
    m_back->setObjectName(QStringLiteral("setupBack"));
    m_skip->setObjectName(QStringLiteral("setupSkip"));
    m_continue->setObjectName(QStringLiteral("setupContinue"));
    auto* row = new QHBoxLayout(footer);
    row->setContentsMargins(margin, 0, margin, 0);
    row->setSpacing(8);
    row->addWidget(m_hint, 1);
    row->addWidget(m_back);
    row->addWidget(m_skip);
    row->addWidget(m_continue);
    const auto grow = [this, footer] {
        footer->setFixedHeight(footerHeight - 1 + m_theme.height(Height::Button) - 28);
        QPalette palette = m_theme.palette();
        palette.setColor(QPalette::Window, m_theme.color(Token::Window));
        footer->setPalette(palette);
    };
    connect(&m_theme, &Theme::changed, footer, grow);
    grow();
    connect(m_back, &QAbstractButton::clicked, &m_presenter, &NewSourcePresenter::goBack);
    connect(m_skip, &QAbstractButton::clicked, this, [this] {
        m_panes[static_cast<size_t>(m_presenter.step())]->commit();
        m_presenter.goTo(SetupStep::Test);
    });
    connect(m_continue, &QAbstractButton::clicked, this, &NewSourcePage::goNext);
    return footer;
}

void NewSourcePage::setPlace(const models::Place& place)
{
    if (place.kind == models::PlaceKind::NewSource)
        m_presenter.open(place.source);
}

void NewSourcePage::goNext()
{
    m_panes[static_cast<size_t>(m_presenter.step())]->commit();
    m_presenter.goNext();
}

void NewSourcePage::sendTest()
{
    if (m_presenter.secretState() == models::SecretState::Missing) {
        m_panes[static_cast<size_t>(m_presenter.step())]->commit();
        if (m_presenter.secretState() == models::SecretState::Missing) {
            m_presenter.goTo(SetupStep::Secret);
            m_hint->setText(tr("Store the secret first: the test event is signed with it."));
            return;
        }
    }
    const QStringList types = m_presenter.sampleTypes();
    const QString chosen = m_presenter.step() == SetupStep::Test ? m_testPane->chosenType() : QString();
    if (!types.isEmpty())
        m_presenter.sendTest(chosen.isEmpty() ? types.front() : chosen);
}

void NewSourcePage::refreshProviders()
{
    const QString chosen = m_presenter.provider() ? m_presenter.provider()->key : QString();
    for (size_t i = 0; i < m_cards.size(); ++i) {
        m_cards[i]->setChecked(m_cardKeys[i] == chosen);
        m_cards[i]->setEnabled(!m_presenter.isBusy());
    }
}

void NewSourcePage::refresh()
{
    refreshProviders();
    const SetupStep step = m_presenter.step();
    const auto at = static_cast<size_t>(step);
    for (size_t i = 0; i < m_steps.size(); ++i) {
        const auto one = static_cast<SetupStep>(i);
        m_steps[i]->setEnabled(m_presenter.canGoTo(one));
        m_steps[i]->setChecked(one == step);
        m_steps[i]->setNote(m_presenter.noteOf(one));
        m_steps[i]->setDone(m_presenter.isDone(one));
    }
    m_stack->setCurrentIndex(static_cast<int>(at));
    const bool made = !m_presenter.key().isEmpty();
    m_waitingArea->setVisible(made);
    m_back->setVisible(step != SetupStep::Provider);
    m_skip->setVisible(made && step < SetupStep::Actions && step != SetupStep::Provider);
    m_continue->setVisible(made);
    m_continue->setText(step == SetupStep::Test ? tr("Finish")
                                                : tr("Continue to %1").arg(stepName(static_cast<SetupStep>(at + 1))));
    if (m_shownStep != step || m_shownKey != m_presenter.key()) {
        m_shownStep = step;
        m_shownKey = m_presenter.key();
        m_hint->setText(made ? tr("You can continue now. The source keeps listening in the background.")
                             : tr("Choose a provider: the source is made with the next step."));
        if (isVisible()) {
            if (QWidget* first = m_panes[at]->firstFocus())
                first->setFocus(Qt::OtherFocusReason);
            else
                m_continue->setFocus(Qt::OtherFocusReason);
        }
    }
}

void NewSourcePage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (QWidget* first = m_panes[static_cast<size_t>(m_presenter.step())]->firstFocus())
        first->setFocus(Qt::OtherFocusReason);
}

void NewSourcePage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    m_waitingArea->setFixedWidth(width() < narrowBelow ? narrowWaiting : waitingWidth);
}

void NewSourcePage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Base));
}

} // namespace hw::widgets
