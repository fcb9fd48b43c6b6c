#include "ui/widgets/setupsteps.h"

#include "ui/models/errortext.h"
#include "ui/models/eventtext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/line.h"
#include "ui/widgets/mirror.h"

#include <QAction>
#include <QButtonGroup>
#include <QCheckBox>
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hw::widgets {

using models::NewSourcePresenter;
using models::SetupWay;

namespace {

constexpr int cardColumns = 3;
constexpr int scrollRoom = 12; // at the end, where the scroll bar lies over the content
constexpr int numberWidth = 27;
constexpr int wayNameWidth = 154;
constexpr std::chrono::milliseconds copiedFor{2000};

} // namespace

SetupStepPane::SetupStepPane(const Theme& theme, NewSourcePresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_title(new Label(theme, {}, TextRole::PageTitle))
    , m_text(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_column(new QVBoxLayout(this))
{
    m_title->setObjectName(QStringLiteral("stepTitle"));
    m_title->setWordWrap(true);
    m_title->setMinimumHeight(theme.lineHeight(TextRole::PageTitle));
    m_text->setWordWrap(true);
    m_text->setMinimumHeight(theme.lineHeight(TextRole::Body));
    m_column->setContentsMargins(marginsFromStart(0, 0, scrollRoom, 8));
    m_column->setSpacing(0);
    m_column->addWidget(m_title);
    m_column->addSpacing(4);
    m_column->addWidget(m_text);
    m_column->addSpacing(16);
}

SetupStepPane::~SetupStepPane() = default;

void SetupStepPane::setTitle(const QString& title, const QString& text)
{
    m_title->setText(title);
    m_text->setText(text);
}

SetupProviderPane::SetupProviderPane(const Theme& theme, NewSourcePresenter& presenter)
    : SetupStepPane(theme, presenter)
    , m_search(new QLineEdit)
    , m_grid(new QGridLayout)
    , m_none(new Label(theme, {}, TextRole::Body, Token::Text2))
{
    setObjectName(QStringLiteral("stepProvider"));
    setTitle(tr("Which provider sends the events?"),
             tr("The source gets an address of its own and listens at once. You can change the provider later."));
    m_search->setObjectName(QStringLiteral("providerSearch"));
    m_search->setAccessibleName(tr("Search providers"));
    m_search->setPlaceholderText(tr("Search by name or by what it is for"));
    m_search->setClearButtonEnabled(true);
    m_search->setProperty("wizard", true);
    m_none->setObjectName(QStringLiteral("providerNone"));
    m_none->hide();
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(8);
    for (const catalog::Provider& provider : presenter.providers()) {
        auto* card = new ProviderCard(
            theme, glyphOf(provider.key), provider.name,
            provider.category.isEmpty() ? NewSourcePresenter::schemeText(provider) : provider.category, this);
        card->setObjectName(QStringLiteral("choose_") + provider.key);
        card->setToolTip(provider.description);
        connect(card, &QAbstractButton::clicked, this, [this, key = provider.key] {
            m_presenter.chooseProvider(key);
            refresh();
        });
        m_cards.push_back(card);
    }
    column().addWidget(m_search);
    column().addSpacing(16);
    column().addLayout(m_grid);
    column().addWidget(m_none);
    column().addStretch();
    connect(m_search, &QLineEdit::textChanged, this, &SetupProviderPane::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (!m_found.empty() && !m_search->text().isEmpty())
            m_presenter.chooseProvider(m_presenter.providers()[m_found.front()].key);
    });
    connect(&presenter, &NewSourcePresenter::changed, this, &SetupProviderPane::refresh);
    search({});
    refresh();
}

QWidget* SetupProviderPane::firstFocus()
{
    return m_search;
}

void SetupProviderPane::search(const QString& text)
{
    const QString wanted = text.trimmed();
    const auto& providers = m_presenter.providers();
    const auto has = [&](const QString& where) { return where.contains(wanted, Qt::CaseInsensitive); };
    m_found.clear();
    for (size_t i = 0; i < m_cards.size(); ++i) {
        const bool fits =
            wanted.isEmpty() || has(providers[i].name) || has(providers[i].category) || has(providers[i].description);
        m_grid->removeWidget(m_cards[i]);
        m_cards[i]->setVisible(fits);
        if (fits)
            m_found.push_back(i);
    }
    // What is called so comes before what is only about it.
    std::stable_partition(m_found.begin(), m_found.end(), [&](size_t i) { return has(providers[i].name); });
    int shown = 0;
    QWidget* before = m_search;
    for (const size_t i : m_found) {
        m_grid->addWidget(m_cards[i], shown / cardColumns, shown % cardColumns);
        setTabOrder(before, m_cards[i]);
        before = m_cards[i];
        ++shown;
    }
    m_none->setText(tr("No provider is called \"%1\". Choose Custom for any sender.").arg(wanted));
    m_none->setVisible(shown == 0);
}

void SetupProviderPane::refresh()
{
    for (size_t i = 0; i < m_cards.size(); ++i) {
        m_cards[i]->setChecked(m_presenter.provider() == &m_presenter.providers()[i]);
        m_cards[i]->setEnabled(!m_presenter.isBusy());
    }
}

SetupEndpointPane::SetupEndpointPane(const Theme& theme, NewSourcePresenter& presenter)
    : SetupStepPane(theme, presenter)
    , m_url(new QLineEdit)
    , m_urlIcon(m_url->addAction(QIcon(), QLineEdit::LeadingPosition))
    , m_copy(new Button(theme, tr("Copy"), ButtonKind::Primary, Icon::Copy))
    , m_ways(new Card(theme))
    , m_question(new Label(theme, {}, TextRole::BodyStrong))
    , m_wayRows(new QVBoxLayout)
    , m_group(new QButtonGroup(this))
    , m_public(new QWidget)
    , m_publicUrl(new QLineEdit)
    , m_publicProblem(new Label(theme, {}, TextRole::Small, Token::Fail))
    , m_publicResult(new Label(theme, {}, TextRole::Small, Token::Text2))
    , m_steps(new QVBoxLayout)
{
    setObjectName(QStringLiteral("stepEndpoint"));
    m_url->setObjectName(QStringLiteral("endpointUrl"));
    m_url->setAccessibleName(tr("Endpoint URL"));
    for (QLineEdit* edit : {m_url, m_publicUrl})
        edit->setProperty("wizard", true);
    m_url->setReadOnly(true);
    m_urlIcon->setEnabled(false);
    m_copy->setObjectName(QStringLiteral("copyEndpoint"));
    m_copy->setAccessibleName(tr("Copy the endpoint URL"));
    m_copy->setButtonSize(ButtonSize::Wizard);
    auto* address = new QHBoxLayout;
    address->setSpacing(8);
    address->addWidget(m_url, 1);
    address->addWidget(m_copy);
    column().addLayout(address);
    column().addSpacing(16);

    m_ways->setObjectName(QStringLiteral("ways"));
    auto* ways = new QVBoxLayout(m_ways);
    ways->setContentsMargins(0, 0, 0, 8);
    ways->setSpacing(0);
    auto* question = new QHBoxLayout;
    question->setContentsMargins(12, 8, 12, 8);
    question->addWidget(m_question);
    ways->addLayout(question);
    ways->addWidget(new Line(theme, Qt::Horizontal));
    ways->addSpacing(6);
    m_wayRows->setContentsMargins(12, 0, 12, 0);
    m_wayRows->setSpacing(0);
    ways->addLayout(m_wayRows);
    column().addWidget(m_ways);
    column().addSpacing(16);

    m_publicUrl->setObjectName(QStringLiteral("publicBaseUrl"));
    m_publicUrl->setAccessibleName(tr("Public URL"));
    m_publicUrl->setPlaceholderText(QStringLiteral("https://abc.tunnel.example"));
    m_publicProblem->setObjectName(QStringLiteral("publicUrlProblem"));
    m_publicProblem->setWordWrap(true);
    m_publicProblem->hide();
    m_publicResult->setWordWrap(true);
    auto* open = new QVBoxLayout(m_public);
    open->setContentsMargins(0, 0, 0, 16);
    open->setSpacing(4);
    auto* caption = new Label(theme, tr("Public URL that the tunnel prints"), TextRole::Secondary, Token::Text2);
    caption->setBuddy(m_publicUrl);
    open->addWidget(caption);
    open->addWidget(m_publicUrl);
    open->addWidget(m_publicProblem);
    open->addWidget(m_publicResult);
    column().addWidget(m_public);
    m_steps->setSpacing(0);
    column().addLayout(m_steps);
    column().addStretch();

    m_copyBack.setSingleShot(true);
    m_copyBack.setInterval(copiedFor);
    connect(m_copy, &QAbstractButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_url->text());
        m_copy->setText(tr("Copied"));
        m_copyBack.start();
    });
    connect(&m_copyBack, &QTimer::timeout, this, [this] { m_copy->setText(tr("Copy")); });
    connect(m_publicUrl, &QLineEdit::editingFinished, this, &SetupEndpointPane::savePublicUrl);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (on)
            m_presenter.setWay(static_cast<SetupWay>(id));
    });
    connect(&presenter, &NewSourcePresenter::changed, this, &SetupEndpointPane::refresh);
    connect(&theme, &Theme::changed, this, &SetupEndpointPane::applyTheme);
    applyTheme();
    refresh();
}

void SetupEndpointPane::applyTheme()
{
    m_urlIcon->setIcon(m_theme.icon(Icon::Link, Token::Text3));
    m_question->setFixedHeight(m_theme.lineHeight(TextRole::Body));
    for (QLineEdit* edit : {m_url, m_publicUrl})
        edit->setFont(m_theme.font(TextRole::Code));
}

QWidget* SetupEndpointPane::firstFocus()
{
    return m_copy;
}

void SetupEndpointPane::commit()
{
    if (m_secret)
        m_secret->store();
    if (m_public->isVisible())
        savePublicUrl();
}

void SetupEndpointPane::savePublicUrl()
{
    const auto saved = m_presenter.setPublicUrl(m_publicUrl->text());
    m_publicProblem->setText(saved ? QString() : models::errorText(saved.error(), models::Audience::Window));
    m_publicProblem->setVisible(!saved);
}

void SetupEndpointPane::refresh()
{
    const catalog::Provider* provider = m_presenter.provider();
    if (!provider || m_presenter.key().isEmpty())
        return;
    const bool custom = provider->key == QLatin1String("custom");
    setTitle(custom ? tr("Send your events to this endpoint") : tr("Point %1 at this endpoint").arg(provider->name),
             tr("Requests to this address are captured, verified with your secret, then passed to the script."));
    const QString open = m_presenter.publicEndpointUrl();
    const QString url = m_presenter.way() == SetupWay::Cli || open.isEmpty() ? m_presenter.endpointUrl() : open;
    if (m_url->text() != url)
        m_url->setText(url);
    m_question->setText(custom ? tr("How will events reach this machine?")
                               : tr("How will %1 reach this machine?").arg(provider->name));
    m_public->setVisible(m_presenter.way() == SetupWay::Tunnel);
    if (!m_publicUrl->hasFocus())
        m_publicUrl->setText(m_presenter.publicUrl());
    m_publicResult->setText(open.isEmpty() ? tr("It holds for all sources of this workspace, on this machine.")
                                           : breakable(tr("This source: %1").arg(open)));
    refreshWays();
    refreshInstructions();
}

void SetupEndpointPane::refreshWays()
{
    const auto ways = m_presenter.ways();
    QString shown;
    for (const NewSourcePresenter::Way& way : ways)
        shown += way.title + way.text;
    if (shown != m_shownWays) {
        m_shownWays = shown;
        for (QAbstractButton* button : m_group->buttons())
            m_group->removeButton(button);
        clearLayout(*m_wayRows);
        for (const NewSourcePresenter::Way& way : ways) {
            auto* row = new QWidget;
            auto* layout = new QHBoxLayout(row);
            layout->setContentsMargins(0, 6, 0, 6);
            layout->setSpacing(8);
            auto* radio = new QRadioButton(way.title);
            static constexpr const char* names[] = {"wayCli", "wayTunnel", "wayDashboard"};
            radio->setObjectName(QString::fromLatin1(names[static_cast<int>(way.way)]));
            radio->setAccessibleDescription(way.text);
            radio->setMinimumWidth(wayNameWidth);
            auto* text = new Label(m_theme, way.text, TextRole::Body, Token::Text2);
            text->setWordWrap(true);
            text->setMinimumHeight(m_theme.lineHeight(TextRole::Body));
            layout->addWidget(radio);
            layout->addWidget(text, 1);
            m_group->addButton(radio, static_cast<int>(way.way));
            m_wayRows->addWidget(row);
        }
    }
    if (QAbstractButton* chosen = m_group->button(static_cast<int>(m_presenter.way())))
        chosen->setChecked(true);
}

void SetupEndpointPane::refreshInstructions()
{
    const auto steps = m_presenter.instructions();
    QString shown;
    for (const catalog::SetupStep& step : steps)
        shown += step.text + QChar(0) + step.code + QChar(0);
    if (shown == m_shownSteps)
        return;
    m_shownSteps = shown;
    clearLayout(*m_steps);
    m_secret = nullptr;
    int number = 0;
    for (const catalog::SetupStep& step : steps) {
        auto* row = new QWidget;
        auto* grid = new QGridLayout(row);
        grid->setContentsMargins(0, 0, 0, 12);
        grid->setHorizontalSpacing(0);
        grid->setVerticalSpacing(8);
        grid->setColumnMinimumWidth(0, numberWidth);
        grid->setColumnStretch(1, 1);
        grid->addWidget(new Label(m_theme, QString::number(++number), TextRole::BodyStrong, Token::Text2), 0, 0,
                        Qt::AlignTop);
        auto* text = new Label(m_theme, step.text);
        text->setWordWrap(true);
        text->setMinimumHeight(m_theme.lineHeight(TextRole::Body));
        grid->addWidget(text, 0, 1);
        if (!step.code.isEmpty())
            grid->addWidget(new CodeBox(m_theme, step.code), 1, 1);
        if (step.asksSecret && !m_secret && m_presenter.secretState() != models::SecretState::NotNeeded) {
            m_secret = new SecretField(m_theme, m_presenter);
            grid->addWidget(m_secret, 2, 1);
        }
        m_steps->addWidget(row);
    }
}

SetupSecretPane::SetupSecretPane(const Theme& theme, NewSourcePresenter& presenter)
    : SetupStepPane(theme, presenter)
    , m_where(new Label(theme, {}))
    , m_field(new SecretField(theme, presenter))
    , m_help(new Label(theme, {}, TextRole::Body, Token::Text2))
{
    setObjectName(QStringLiteral("stepSecret"));
    m_where->setWordWrap(true);
    m_help->setWordWrap(true);
    column().addWidget(m_where);
    column().addSpacing(12);
    column().addWidget(m_field);
    column().addSpacing(12);
    column().addWidget(m_help);
    column().addStretch();
    connect(&presenter, &NewSourcePresenter::changed, this, &SetupSecretPane::refresh);
    refresh();
}

QWidget* SetupSecretPane::firstFocus()
{
    return m_field->isHidden() ? nullptr : &m_field->edit();
}

void SetupSecretPane::commit()
{
    m_field->store();
}

void SetupSecretPane::refresh()
{
    const catalog::Provider* provider = m_presenter.provider();
    if (!provider)
        return;
    const bool needed = m_presenter.secretState() != models::SecretState::NotNeeded;
    if (needed) {
        setTitle(tr("Store the signing secret"),
                 tr("It stays on this machine, in the system's keychain or in an encrypted file, and never in the "
                    "workspace's files. Until it is stored, events wait: nothing is lost."));
    } else {
        setTitle(tr("No secret is needed"), tr("This source does not check signatures: anyone who knows the address "
                                               "can send to it. Keep it private."));
    }
    m_field->setVisible(needed);
    m_where->setText(provider->secret.where);
    m_where->setVisible(needed && !provider->secret.where.isEmpty());
    m_help->setText(provider->secret.help);
    m_help->setVisible(needed && !provider->secret.help.isEmpty());
}

SetupActionsPane::SetupActionsPane(const Theme& theme, NewSourcePresenter& presenter)
    : SetupStepPane(theme, presenter)
    , m_rows(new QVBoxLayout)
    , m_none(new Label(theme,
                       tr("There is no suggestion for this provider. The Mapping view makes actions of the "
                          "events that arrive."),
                       TextRole::Body, Token::Text2))
{
    setObjectName(QStringLiteral("stepActions"));
    setTitle(tr("What should the events do?"),
             tr("Suggested mappings. Those that are ticked are saved at once and can be changed at any time."));
    m_rows->setSpacing(8);
    m_none->setWordWrap(true);
    column().addLayout(m_rows);
    column().addWidget(m_none);
    column().addStretch();
    connect(&presenter, &NewSourcePresenter::changed, this, &SetupActionsPane::refresh);
    refresh();
}

QWidget* SetupActionsPane::firstFocus()
{
    return m_boxes.empty() ? nullptr : m_boxes.front();
}

void SetupActionsPane::refresh()
{
    const auto& suggestions = m_presenter.suggestions();
    const QString shown = m_presenter.provider() ? m_presenter.provider()->key : QString();
    if (shown != m_shownProvider || m_boxes.size() != suggestions.size()) {
        m_shownProvider = shown;
        m_boxes.clear();
        clearLayout(*m_rows);
        for (size_t i = 0; i < suggestions.size(); ++i) {
            const NewSourcePresenter::Suggestion& suggestion = suggestions[i];
            auto* card = new Card(m_theme);
            auto* layout = new QVBoxLayout(card);
            layout->setContentsMargins(12, 10, 12, 10);
            layout->setSpacing(4);
            auto* box = new QCheckBox(suggestion.title);
            box->setObjectName(QStringLiteral("suggestion%1").arg(i));
            box->setFont(m_theme.font(TextRole::BodyStrong));
            const QString what = tr("%1 → %2").arg(suggestion.eventType, models::actionTitle(suggestion.action));
            box->setAccessibleDescription(what);
            auto* text = new Label(m_theme, suggestion.description, TextRole::Body, Token::Text2);
            text->setWordWrap(true);
            auto* types = new Label(m_theme, what, TextRole::Mono, Token::Text3);
            types->setWordWrap(true);
            for (Label* label : {text, types})
                label->setContentsMargins(marginsFromStart(22, 0, 0, 0));
            layout->addWidget(box);
            layout->addWidget(text);
            layout->addWidget(types);
            connect(box, &QCheckBox::clicked, this, [this, i](bool taken) { m_presenter.setTaken(i, taken); });
            m_boxes.push_back(box);
            m_rows->addWidget(card);
        }
    }
    for (size_t i = 0; i < m_boxes.size(); ++i)
        m_boxes[i]->setChecked(suggestions[i].taken);
    m_none->setVisible(m_boxes.empty());
}

SetupTestPane::SetupTestPane(const Theme& theme, NewSourcePresenter& presenter)
    : SetupStepPane(theme, presenter)
    , m_types(new ComboBox(theme))
    , m_send(new Button(theme, tr("Send it"), ButtonKind::Default, Icon::Send))
    , m_result(new CheckLine(theme))
    , m_none(new Label(theme, tr("There is no sample for this provider: send a real event."), TextRole::Body,
                       Token::Text2))
{
    setObjectName(QStringLiteral("stepTest"));
    setTitle(tr("Send a test event"),
             tr("Headwater signs a sample with your secret, as the provider would, and sends it over HTTP to the "
                "endpoint. What comes of it stands in the events of the source."));
    m_types->setObjectName(QStringLiteral("testType"));
    m_types->setAccessibleName(tr("Event type of the test"));
    m_send->setObjectName(QStringLiteral("testSend"));
    m_send->setButtonSize(ButtonSize::Normal);
    m_result->setObjectName(QStringLiteral("testResult"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_types, 1);
    row->addWidget(m_send);
    column().addLayout(row);
    column().addWidget(m_none);
    column().addSpacing(12);
    column().addWidget(m_result);
    column().addStretch();
    connect(m_send, &QAbstractButton::clicked, this, &SetupTestPane::testWanted);
    connect(&presenter, &NewSourcePresenter::changed, this, &SetupTestPane::refresh);
    connect(&presenter, &NewSourcePresenter::waitingChanged, this, &SetupTestPane::refreshResult);
    refresh();
    refreshResult();
}

QWidget* SetupTestPane::firstFocus()
{
    return m_send->isHidden() ? nullptr : m_send;
}

QString SetupTestPane::chosenType() const
{
    return m_types->currentData().toString();
}

void SetupTestPane::refresh()
{
    const QStringList types = m_presenter.sampleTypes();
    QStringList shown;
    for (int i = 0; i < m_types->count(); ++i)
        shown.append(m_types->itemData(i).toString());
    if (shown != types) {
        m_types->clear();
        for (const QString& type : types)
            m_types->addItem(QStringLiteral("%1 · %2").arg(type, m_presenter.titleOfSample(type)), type);
    }
    m_types->setVisible(!types.isEmpty());
    m_send->setVisible(!types.isEmpty());
    m_none->setVisible(types.isEmpty());
}

void SetupTestPane::refreshResult()
{
    const auto& test = m_presenter.test();
    m_send->setEnabled(!m_presenter.isSending());
    m_result->setVisible(test || m_presenter.isSending());
    if (m_presenter.isSending()) {
        m_result->show(Icon::Clock, Token::Text3, tr("Sending"), Token::Text2);
    } else if (test) {
        const bool fine = test->status == EventStatus::Processed || test->status == EventStatus::Ignored ||
                          test->status == EventStatus::Duplicate;
        const QString actions = test->actionsTotal > 0
                                    ? tr("%1 of %2 actions done").arg(test->actionsDone).arg(test->actionsTotal)
                                    : tr("no action");
        m_result->show(fine ? Icon::Check : Icon::Alert, fine ? Token::Ok : Token::Fail,
                       tr("%1, answered %2, %3, %4")
                           .arg(models::statusLabel(test->status, test->verification).text)
                           .arg(test->answerStatus)
                           .arg(models::durationText(test->duration), actions),
                       fine ? Token::Text : Token::Fail);
    }
}

} // namespace hw::widgets
