#include "ui/models/sourcesettingspresenter.h"

#include "core/mapping/locator.h"
#include "core/record/bodyview.h"
#include "core/store/filter.h"
#include "core/workspace/workspacefiles.h"
#include "ui/models/errortext.h"
#include "ui/models/eventtext.h"
#include "ui/models/typemaking.h"

#include <algorithm>
#include <limits>

namespace hw::models {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds gathering{250};
constexpr int longestShown = 80;
/// How often uses of other keys are looked up: a key that nobody uses takes a look at every event of the source.
constexpr milliseconds usesInterval{5000};
constexpr milliseconds followingInterval{300};

const QLatin1String signingPrefix("signing.");

QString shown(const json::Value& value)
{
    const QString text = value.isString() ? value.toString() : QString::fromUtf8(json::write(value));
    return text.size() > longestShown ? text.first(longestShown) + QChar(0x2026) : text;
}

} // namespace

SourceSettingsPresenter::SourceSettingsPresenter(engine::Engine& engine, EventSource& events,
                                                 WorkspacePresenter& workspace, const catalog::Catalog& catalog,
                                                 const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_events(events)
    , m_workspace(workspace)
    , m_catalog(catalog)
    , m_clock(clock)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(gathering);
    connect(&m_gather, &QTimer::timeout, this, &SourceSettingsPresenter::askLastEvent);
    connect(&workspace, &WorkspacePresenter::workspaceChanged, this, &SourceSettingsPresenter::changed);
    connect(&workspace, &WorkspacePresenter::listenerChanged, this, &SourceSettingsPresenter::changed);
    connect(&events, &EventSource::changed, this, [this] {
        if (m_watching && !m_key.isEmpty() && !m_gather.isActive())
            m_gather.start();
    });
    connect(&events, &EventSource::pageReady, this,
            [this](quint64 generation, const std::vector<store::EventRow>& rows) {
                if (generation == m_generation && !rows.empty())
                    m_events.requestEvent(generation, rows.front().id);
            });
    connect(&events, &EventSource::eventReady, this, &SourceSettingsPresenter::takeEvent);
    m_usesTimer.setSingleShot(true);
    connect(&m_usesTimer, &QTimer::timeout, this, &SourceSettingsPresenter::askKeyUses);
    connect(&workspace, &WorkspacePresenter::workspaceChanged, this, &SourceSettingsPresenter::askKeyUses);
    connect(&events, &EventSource::keyUsesReady, this, &SourceSettingsPresenter::takeKeyUses);
}

SourceSettingsPresenter::~SourceSettingsPresenter() = default;

void SourceSettingsPresenter::setSource(const QString& key)
{
    if (key == m_key)
        return;
    m_key = key;
    ++m_generation;
    m_last.reset();
    m_body = {};
    m_otherKeys.clear();
    Q_EMIT changed();
    Q_EMIT lastEventChanged();
    Q_EMIT otherKeysChanged();
    if (m_watching && !key.isEmpty())
        askLastEvent();
    askKeyUses();
}

QString SourceSettingsPresenter::presentKey() const
{
    const workspace::SourceState* now = m_workspace.workspace() ? m_workspace.workspace()->sourceAt(m_key) : nullptr;
    return now ? now->key() : m_key;
}

void SourceSettingsPresenter::setWatching(bool watching)
{
    m_watching = watching;
    if (watching && !m_key.isEmpty())
        askLastEvent();
    askKeyUses();
}

const workspace::Source* SourceSettingsPresenter::source() const
{
    const workspace::SourceState* state = m_workspace.workspace() ? m_workspace.workspace()->source(m_key) : nullptr;
    return state && state->loaded ? &state->source : nullptr;
}

const catalog::Provider* SourceSettingsPresenter::provider() const
{
    return source() ? m_catalog.find(source()->provider) : nullptr;
}

SourceTexts SourceSettingsPresenter::stored() const
{
    return source() ? sourceTexts(*source(), m_workspace.workspace()->local) : SourceTexts();
}

SourceTexts SourceSettingsPresenter::problems(const SourceTexts& draft) const
{
    return source() ? textProblems(*source(), changedTexts(stored(), draft)) : SourceTexts();
}

QString SourceSettingsPresenter::publicUrl(const SourceTexts& draft) const
{
    QString base = draft.value(QStringLiteral("local.publicUrl")).trimmed();
    if (base.isEmpty())
        base = m_workspace.publicUrl();
    while (base.endsWith(u'/'))
        base.chop(1);
    return base.isEmpty() ? QString() : base + QStringLiteral("/s/") + m_key;
}

void SourceSettingsPresenter::askLastEvent()
{
    const auto filter = store::Filter::parse(QStringLiteral("source:\"%1\" -status:probe").arg(m_key), m_clock.now());
    store::PageRequest page;
    page.limit = 1;
    if (filter)
        m_events.requestPage(++m_generation, *filter, page);
}

void SourceSettingsPresenter::takeEvent(quint64 generation, const std::optional<store::StoredEvent>& event)
{
    if (generation != m_generation || !event)
        return;
    m_last = event;
    m_body = viewBody(event->event.request.headers, event->event.request.body).value;
    Q_EMIT lastEventChanged();
}

QString SourceSettingsPresenter::lastEventTime() const
{
    return m_last ? timeText(m_last->event.receivedAt, m_clock.now()).section(u'.', 0, 0) : QString();
}

std::optional<json::Value> SourceSettingsPresenter::valueAt(const QString& path) const
{
    if (!m_last || path.trimmed().isEmpty())
        return std::nullopt;
    const auto locator = mapping::Locator::parse(path);
    if (!locator)
        return std::nullopt; // a problem of the field
    const json::Value preprocess = m_last->run ? m_last->run->script.preprocess : json::Value();
    return locator->evaluate({m_body, m_last->event.request.headers, preprocess, {}});
}

PathFinding SourceSettingsPresenter::find(const QString& path) const
{
    const auto value = valueAt(path);
    if (!value)
        return {};
    if (value->isUndefined())
        return {PathFinding::State::Absent, tr("The last event (%1) has nothing there.").arg(lastEventTime())};
    return {PathFinding::State::Found, tr("In the last event: %1").arg(shown(*value))};
}

PathFinding SourceSettingsPresenter::findElements(const QString& path) const
{
    const auto value = valueAt(path);
    if (!value)
        return {};
    if (!value->isArray())
        return {PathFinding::State::Absent, tr("The last event (%1) has no list there.").arg(lastEventTime())};
    const auto count = static_cast<int>(value->toArray().size());
    return {PathFinding::State::Found, tr("In the last event: %n element(s)", nullptr, count)};
}

const catalog::SigningChoice* SourceSettingsPresenter::signingChoice(const SourceTexts& texts) const
{
    const catalog::Provider* known = provider();
    if (!known)
        return nullptr;
    // Several ways may share a scheme; then the one that agrees in most of what cannot be changed in the form is meant.
    const catalog::SigningChoice* best = nullptr;
    int most = -1;
    for (const catalog::SigningChoice& choice : known->signingChoices) {
        if (choice.signing.scheme != texts.value(signingPrefix + QLatin1String("scheme")))
            continue;
        int agreeing = 0;
        for (const signing::TextOption& option : signing::textOptions()) {
            if (choice.signing.*option.member == texts.value(signingPrefix + QLatin1String(option.name)))
                ++agreeing;
        }
        if (agreeing > most) {
            best = &choice;
            most = agreeing;
        }
    }
    return best;
}

SourceTexts SourceSettingsPresenter::withSigning(SourceTexts texts, const catalog::SigningChoice& choice)
{
    texts[signingPrefix + QLatin1String("scheme")] = choice.signing.scheme;
    texts[signingPrefix + QLatin1String("toleranceSeconds")] =
        choice.signing.toleranceSeconds ? QString::number(*choice.signing.toleranceSeconds) : QString();
    for (const signing::TextOption& option : signing::textOptions())
        texts[signingPrefix + QLatin1String(option.name)] = choice.signing.*option.member;
    return texts;
}

void SourceSettingsPresenter::apply(const SourceTexts& draft)
{
    if (!source() || !problems(draft).isEmpty())
        return;
    if (const SourceTexts changed = changedTexts(stored(), draft); !changed.isEmpty())
        write(changed, tr("Saved the settings of %1").arg(source()->name));
}

QString SourceSettingsPresenter::addTypes(const QString& name, const QStringList& templates)
{
    if (!source() || !provider())
        return {};
    const MadeTypes made = madeTypes(*provider(), *source(), name, templates);
    if (made.problem.isEmpty()) {
        write({{QStringLiteral("eventTypes"), (source()->eventTypes + made.types).join(QStringLiteral(", "))}},
              made.notice);
    }
    return made.problem;
}

KeyChange SourceSettingsPresenter::keyChange(const QString& newKey) const
{
    KeyChange change;
    const workspace::Workspace* all = m_workspace.workspace().get();
    if (!source() || newKey == m_key)
        return change;
    const workspace::SourceState* there = all->sourceAt(newKey);
    const auto& removed = all->removed;
    if (!workspace::isSourceKey(newKey)) {
        change.problem =
            tr("“%1” is no key: 1 to 64 lower-case letters, digits and hyphens, and no hyphen at an end.").arg(newKey);
    } else if (there && there->key() == newKey) {
        change.problem = tr("The source %1 has the key %2.").arg(there->source.name, newKey);
    } else if (there && there->key() != m_key) {
        change.problem = tr("The source %1 answers under %2 too.").arg(there->source.name, newKey);
    } else if (std::any_of(removed.begin(), removed.end(), [&](const auto& gone) { return gone.key == newKey; })) {
        change.problem = tr("A source that was removed had the key %1, and its events still have it.").arg(newKey);
    }
    const auto row = m_workspace.sidebar().source(m_key);
    change.effects = {
        tr("Its new address is %1.").arg(m_workspace.endpointUrl(newKey)),
        tr("The old one, %1, goes on answering until you end it here, where you see when it was last used.")
            .arg(m_workspace.endpointUrl(m_key)),
        tr("Its files move to %1.").arg(QStringLiteral("sources/") + newKey),
        row && row->events > 0 ? tr("%n event(s) follow; meanwhile requests are answered as ever.", nullptr,
                                    static_cast<int>(std::min<qint64>(row->events, std::numeric_limits<int>::max())))
                               : QString(),
        source()->signing.secrets.isEmpty()
            ? QString()
            : tr("Its secret keeps the name %1.").arg(source()->signing.secrets.join(QStringLiteral(", "))),
    };
    change.effects.removeAll(QString());
    return change;
}

void SourceSettingsPresenter::changeKey(const QString& newKey)
{
    if (!source() || newKey == m_key || !keyChange(newKey).problem.isEmpty())
        return;
    const auto moving = [](const QString& from, const QString& to) {
        return [from, to](workspace::WorkspaceFiles& files) -> Result<void> {
            const auto moved = files.moveSource(from, to);
            return moved ? Result<void>() : Result<void>(moved.error());
        };
    };
    change(moving(m_key, newKey), tr("%1 has the key %2 now").arg(source()->name, newKey), moving(newKey, m_key));
}

void SourceSettingsPresenter::endKey(const QString& key)
{
    if (!source() || !source()->aliases.contains(key))
        return;
    QStringList rest = source()->aliases;
    rest.removeAll(key);
    write({{QStringLiteral("aliases"), rest.join(QStringLiteral(", "))}},
          tr("%1 no longer answers").arg(QStringLiteral("/s/") + key));
}

void SourceSettingsPresenter::askKeyUses()
{
    m_usesTimer.stop();
    if (!m_watching || !source())
        return;
    if (source()->aliases.isEmpty())
        takeKeyUses(++m_usesGeneration, {});
    else
        m_events.requestKeyUses(++m_usesGeneration, m_key, source()->aliases);
}

void SourceSettingsPresenter::takeKeyUses(quint64 generation, const std::vector<store::KeyUse>& uses)
{
    if (generation != m_usesGeneration || !source())
        return;
    std::vector<OtherKey> keys;
    bool isFollowing = false;
    for (const store::KeyUse& use : uses) {
        // Another source may have taken the key meanwhile: what stands under it then is that one's.
        const bool follows = use.following > 0 && !m_workspace.workspace()->source(use.key);
        isFollowing |= follows;
        OtherKey key{use.key, {}, !follows, !use.lastUsed};
        if (follows)
            key.use = tr("%L1 events still to follow").arg(use.following);
        else
            key.use = use.lastUsed ? tr("Last used %1").arg(timeText(*use.lastUsed, m_clock.now()).section(u'.', 0, 0))
                                   : tr("Never used");
        keys.push_back(std::move(key));
    }
    if (!uses.empty())
        m_usesTimer.start(isFollowing ? followingInterval : usesInterval);
    if (keys == m_otherKeys)
        return;
    m_otherKeys = std::move(keys);
    Q_EMIT otherKeysChanged();
}

void SourceSettingsPresenter::write(const SourceTexts& changed, const QString& notice)
{
    SourceTexts former;
    const SourceTexts before = stored();
    for (auto it = changed.constBegin(); it != changed.constEnd(); ++it)
        former.insert(it.key(), before.value(it.key()));
    const auto writing = [key = m_key](const SourceTexts& texts) {
        return [key, texts](workspace::WorkspaceFiles& files) { return applyTexts(files, key, texts); };
    };
    change(writing(changed), notice, writing(former));
}

void SourceSettingsPresenter::remove()
{
    if (!source())
        return;
    const auto taken = std::make_shared<workspace::RemovedSource>();
    const auto away = [key = m_key, taken, now = m_clock.now()](workspace::WorkspaceFiles& files) -> Result<void> {
        auto removed = files.removeSource(key, now);
        if (!removed)
            return removed.error();
        *taken = *removed;
        return {};
    };
    // Both run in the engine's thread, one after the other.
    const auto back = [taken](workspace::WorkspaceFiles& files) { return files.restoreSource(*taken); };
    change(away, tr("Removed the source %1; its events stay").arg(source()->name), back);
}

void SourceSettingsPresenter::change(engine::Engine::Edit edit, const QString& notice, engine::Engine::Edit back)
{
    m_engine.edit(std::move(edit), this, [this, notice, back = std::move(back)](const Result<void>& result) {
        if (!result) {
            Q_EMIT failed(result.error());
            return;
        }
        Q_EMIT applied(notice, [this, back] {
            m_engine.edit(back, this, [this](const Result<void>& undone) {
                if (!undone)
                    Q_EMIT failed(undone.error());
            });
        });
    });
}

} // namespace hw::models
