#include "ui/models/mappingpresenter.h"

#include "core/catalog/samples.h"
#include "core/mapping/actionkinds.h"
#include "ui/models/eventtext.h"
#include "ui/models/mappingtext.h"
#include "ui/models/typemaking.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <set>

namespace hw::models {

using json::Value;
using mapping::Binding;
using mapping::Mapping;
using mapping::MappingFile;

namespace {

constexpr std::chrono::milliseconds gatherFor{400};
constexpr char mappingsName[] = "mappings.json";

/// "17 ready", "2 no email": how often each result occurs.
QString summaryOf(const std::vector<PreviewRow>& rows)
{
    std::vector<std::pair<QString, int>> counts;
    for (const PreviewRow& row : rows) {
        const auto found = std::find_if(counts.begin(), counts.end(),
                                        [&](const auto& entry) { return entry.first == row.result.text; });
        if (found != counts.end())
            ++found->second;
        else
            counts.emplace_back(row.result.text, 1);
    }
    std::stable_sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    QStringList parts;
    for (const auto& [text, count] : counts)
        parts.append(QStringLiteral("%1 %2").arg(count).arg(text.left(1).toLower() + text.mid(1)));
    return parts.join(QStringLiteral(" \u00b7 "));
}

} // namespace

MappingPresenter::MappingPresenter(MappingSource& source, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_source(source)
    , m_clock(clock)
{
    m_pool.setMaxThreadCount(1);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(gatherFor);
    connect(&m_refresh, &QTimer::timeout, this, [this] {
        if (!m_key.isEmpty())
            m_source.requestTypes(++m_typesGeneration, m_key);
        requestEvents();
    });
    connect(&source, &MappingSource::changed, this, [this] {
        if (!m_refresh.isActive())
            m_refresh.start();
    });
    connect(&source, &MappingSource::typesReady, this,
            [this](quint64 generation, const std::vector<store::TypeCount>& counts) {
                if (generation != m_typesGeneration)
                    return;
                m_counts = counts;
                m_countsKnown = true;
                refreshTypes();
            });
    connect(&source, &MappingSource::failed, this, [this] {
        m_countsKnown = true; // nothing was captured yet, or it cannot be read: the catalogue's types remain
        refreshTypes();
    });
    connect(&source, &MappingSource::eventsReady, this,
            [this](quint64 generation, const std::vector<store::StoredEvent>& events) {
                if (generation != m_eventsGeneration)
                    return;
                std::optional<mapping::Path> split;
                if (const workspace::SourceState* shown = state()) {
                    if (auto path = mapping::Path::parse(shown->source.splitPath))
                        split = std::move(*path);
                }
                // Bodies are parsed away from the window.
                m_pool.start([this, generation, events, split] {
                    auto samples = std::make_shared<std::vector<SampleEvent>>();
                    for (const store::StoredEvent& event : events)
                        samples->push_back(sampleOf(event, split));
                    QMetaObject::invokeMethod(
                        this,
                        [this, generation, samples] {
                            if (generation == m_eventsGeneration)
                                takeEvents(std::move(*samples));
                        },
                        Qt::QueuedConnection);
                });
            });
    connect(&source, &MappingSource::saved, this, &MappingPresenter::onSaved);
    connect(&source, &MappingSource::expressionsChecked, this, &MappingPresenter::takeChecked);
    connect(&source, &MappingSource::typesSaved, this, [this](const Result<void>& result) {
        if (!result)
            Q_EMIT saveFailed(result.error());
    });
}

MappingPresenter::~MappingPresenter()
{
    m_pool.waitForDone();
}

void MappingPresenter::setCatalog(std::shared_ptr<const catalog::Catalog> catalog)
{
    m_catalog = std::move(catalog);
    m_example = makeExample();
    refreshTypes();
    showSample();
}

void MappingPresenter::setWorkspace(std::shared_ptr<const workspace::Workspace> workspace, const QString& environment)
{
    m_workspace = std::move(workspace);
    m_environment = environment;
    if (!m_workspace)
        return;
    followMoves();
    for (const workspace::SourceState& each : m_workspace->sources)
        takeMappings(each);
    refreshAll();
}

void MappingPresenter::followMoves()
{
    for (const QString& key : m_drafts.keys()) {
        const workspace::SourceState* now = m_workspace->sourceAt(key);
        if (!now || now->key() == key || m_drafts.contains(now->key()))
            continue;
        m_drafts.insert(now->key(), m_drafts.take(key));
        m_selected.insert(now->key(), m_selected.take(key));
        m_added.insert(now->key(), m_added.take(key));
        Q_EMIT reloaded(key);
    }
}

/// Three ways a file can be news: nothing was edited here, it is what we have, or both sides went on.
void MappingPresenter::takeMappings(const workspace::SourceState& source)
{
    const MappingFile& file = source.mappings;
    const auto known = m_drafts.find(source.key());
    if (known == m_drafts.end()) {
        m_drafts.insert(source.key(), {file, file, std::nullopt});
        return;
    }
    Draft& mine = known.value();
    if (mine.file == file)
        return;
    if (mine.current == file) {
        mine = {file, file, std::nullopt};
        return;
    }
    if (m_saving && m_savingSource == source.key() && m_savingFile == file) {
        mine.file = file; // edited on while it was being saved
        mine.theirs.reset();
        return;
    }
    if (mine.current == mine.file) {
        mine = {file, file, std::nullopt};
        Q_EMIT reloaded(source.key());
        return;
    }
    mine.theirs = file;
    mine.file = file;
}

void MappingPresenter::setSource(const QString& key)
{
    if (key == m_key)
        return;
    m_key = key;
    m_counts.clear();
    m_countsKnown = false;
    m_events.clear();
    m_example.reset();
    m_sampleId.clear();
    m_active = {};
    m_candidate.clear();
    m_previewAction.clear();
    m_pendingTest.clear();
    m_type.clear();
    ++m_eventsGeneration; // what is on its way is of another source
    m_types.setTypes({});
    m_types.setFilter({}, MappingTypesModel::Show::All);
    Q_EMIT typeSelected();
    showSample();
    m_source.requestTypes(++m_typesGeneration, key);
    refreshTypes();
    Q_EMIT draftChanged();
}

const workspace::SourceState* MappingPresenter::state() const
{
    return m_workspace ? m_workspace->source(m_key) : nullptr;
}

const catalog::Provider* MappingPresenter::provider() const
{
    const workspace::SourceState* source = state();
    return source && m_catalog ? m_catalog->find(source->source.provider) : nullptr;
}

const MappingPresenter::Draft* MappingPresenter::draft() const
{
    const auto found = m_drafts.constFind(m_key);
    return found == m_drafts.constEnd() ? nullptr : &found.value();
}

PreviewVars MappingPresenter::vars() const
{
    PreviewVars all;
    if (!m_workspace)
        return all;
    if (const workspace::EnvironmentState* environment = m_workspace->environment(m_environment))
        all = environment->environment.variables();
    // Values of secrets are not known here; their names stand for them, as everywhere.
    for (const QString& name : m_workspace->secretNames(m_environment))
        all.insert(name, name);
    return all;
}

void MappingPresenter::refreshTypes()
{
    const workspace::SourceState* source = state();
    const Draft* mine = draft();
    std::vector<MappingType> first;
    std::vector<MappingType> second;
    std::vector<MappingType> last;
    std::vector<MappingType> patterns;
    std::set<QString> listed;
    const QStringList added = m_added.value(m_key);
    QHash<QString, QStringList> otherNames;
    const catalog::Provider* known = provider();
    for (const catalog::TypeAlias& alias : known ? known->aliases : std::vector<catalog::TypeAlias>())
        otherNames[alias.type].append(alias.alias);
    const auto add = [&](const QString& name, const QString& description) {
        if (name.isEmpty() || !listed.insert(name).second)
            return;
        MappingType type;
        type.name = name;
        type.description = description;
        type.otherNames = otherNames.value(name).join(u' ');
        type.pattern = name.contains(u'*');
        if (source) {
            const QStringList& ignored = source->source.ignoredTypes;
            type.ignored = std::any_of(ignored.begin(), ignored.end(), [&](const QString& each) {
                return each == name || mapping::eventTypeMatches(each, name);
            });
        }
        for (const store::TypeCount& count : m_counts) {
            if (type.pattern ? mapping::eventTypeMatches(name, count.type) : count.type == name)
                type.events += count.events;
        }
        bool own = added.contains(name);
        for (const Mapping& each : mine ? mine->current.mappings : std::vector<Mapping>()) {
            own = own || each.eventType == name;
            const bool applies =
                type.pattern ? each.eventType == name : mapping::eventTypeMatches(each.eventType, name);
            type.actions += applies && each.active ? 1 : 0;
        }
        if (type.pattern)
            patterns.push_back(std::move(type));
        else if (type.ignored)
            last.push_back(std::move(type));
        else if (type.isSeen() || type.actions > 0 || own)
            first.push_back(std::move(type));
        else
            second.push_back(std::move(type));
    };
    if (known) {
        for (const catalog::EventType& type : known->eventTypes)
            add(type.name, type.description);
        for (const catalog::Sample& sample : known->samples)
            add(sample.type, {});
    }
    for (const store::TypeCount& count : m_counts)
        add(count.type, {});
    for (const Mapping& each : mine ? mine->current.mappings : std::vector<Mapping>())
        add(each.eventType, {});
    for (const QString& name : source ? source->source.eventTypes + source->source.ignoredTypes : QStringList())
        add(name, {});
    for (const QString& name : added)
        add(name, {});
    std::vector<MappingType> all = std::move(patterns);
    for (std::vector<MappingType>* part : {&first, &second, &last})
        all.insert(all.end(), part->begin(), part->end());
    m_types.setTypes(std::move(all));
    Q_EMIT typesChanged();
    if (m_type.isEmpty() && m_countsKnown)
        selectType(m_selected.value(m_key));
}

void MappingPresenter::selectType(const QString& name)
{
    QString wanted = name;
    const std::vector<MappingType>& all = m_types.allTypes();
    const auto isThere = [&](const QString& type) {
        return std::any_of(all.begin(), all.end(), [&](const MappingType& each) { return each.name == type; });
    };
    if (wanted.isEmpty() || !isThere(wanted)) {
        const auto best = std::max_element(all.begin(), all.end(), [](const MappingType& a, const MappingType& b) {
            return std::pair(a.events, a.actions) < std::pair(b.events, b.actions);
        });
        wanted = best == all.end() ? QString() : best->name;
    }
    if (wanted == m_type)
        return;
    m_type = wanted;
    m_selected.insert(m_key, m_type);
    m_active = {};
    m_refused = {};
    m_candidate.clear();
    m_pendingTest.clear();
    m_previewAction.clear();
    m_sampleId.clear();
    m_events.clear();
    m_example = makeExample();
    Q_EMIT typeSelected();
    showSample();
    requestEvents();
}

bool MappingPresenter::addType(const QString& name)
{
    const catalog::Provider* known = provider();
    const QString type = known ? known->canonicalType(name.trimmed()) : name.trimmed();
    if (type.isEmpty())
        return false;
    QStringList& added = m_added[m_key];
    if (!added.contains(type))
        added.append(type);
    m_types.setFilter({}, MappingTypesModel::Show::All);
    refreshTypes();
    selectType(type);
    return true;
}

std::optional<catalog::TypeMaker> MappingPresenter::typeMaker() const
{
    const catalog::Provider* known = provider();
    return known ? known->typeMaker : std::nullopt;
}

QString MappingPresenter::addOwnTypes(const QString& name, const QStringList& templates)
{
    const catalog::Provider* known = provider();
    if (!known)
        return {};
    const MadeTypes made = madeTypes(*known, state()->source, name, templates);
    if (!made.problem.isEmpty())
        return made.problem;
    m_source.startChangeTypes(m_key, made.types, {});
    addType(made.types.front());
    Q_EMIT ownTypesAdded(made.notice, [this, key = m_key, types = made.types] {
        m_source.startChangeTypes(key, {}, types);
        m_added[key].removeAll(types.front());
        refreshTypes();
    });
    return {};
}

void MappingPresenter::requestEvents()
{
    if (!m_key.isEmpty() && !m_type.isEmpty())
        m_source.requestEvents(++m_eventsGeneration, m_key, m_type, previewEvents);
}

void MappingPresenter::takeEvents(std::vector<SampleEvent> events)
{
    // The event that is being looked at stays, whatever comes in.
    if (m_sampleId.isEmpty() && !m_events.empty())
        m_sampleId = m_events.front().id;
    const auto isShown = [this](const SampleEvent& event) { return event.id == m_sampleId; };
    if (!m_sampleId.isEmpty() && std::none_of(events.begin(), events.end(), isShown)) {
        const auto old = std::find_if(m_events.begin(), m_events.end(), isShown);
        if (old != m_events.end())
            events.push_back(*old);
    }
    m_events = std::move(events);
    showSample();
}

QStringList MappingPresenter::previewedEvents() const
{
    QStringList ids;
    for (const SampleEvent& event : m_events)
        ids.append(event.id);
    return ids;
}

QString MappingPresenter::applyRefusal() const
{
    const auto* environment = m_workspace ? m_workspace->environment(m_environment) : nullptr;
    if (environment && environment->environment.destination.isLive())
        return tr("Actions of %1 go to a live destination, not to the Directory").arg(m_environment);
    if (m_events.empty())
        return tr("No event of this type was captured yet");
    if (m_cards.empty() && applyingPatterns().isEmpty())
        return tr("No action is mapped to this type");
    if (isDirty())
        return tr("Save the mapping first: what is carried out is what is saved");
    return {};
}

std::optional<SampleEvent> MappingPresenter::makeExample() const
{
    const catalog::Provider* known = provider();
    if (!known || m_type.isEmpty())
        return std::nullopt;
    const auto listed =
        std::find_if(known->samples.begin(), known->samples.end(),
                     [this](const catalog::Sample& sample) { return mapping::eventTypeMatches(m_type, sample.type); });
    // Some providers have samples for types that nobody can list, such as those of any table.
    const QString type = listed == known->samples.end() ? m_type : listed->type;
    const Result<QByteArray> body = catalog::sampleBody(*known, type, m_clock);
    if (!body)
        return std::nullopt;
    return exampleOf(type, catalog::sampleHeaders(*known, type, m_clock), *body);
}

const SampleEvent* MappingPresenter::sample() const
{
    const int at = sampleIndex();
    if (at >= 0)
        return &m_events[static_cast<size_t>(at)];
    return m_example ? &*m_example : nullptr;
}

int MappingPresenter::sampleIndex() const
{
    if (m_events.empty())
        return -1;
    const auto chosen = std::find_if(m_events.begin(), m_events.end(),
                                     [this](const SampleEvent& event) { return event.id == m_sampleId; });
    return chosen == m_events.end() ? 0 : static_cast<int>(chosen - m_events.begin());
}

void MappingPresenter::selectSample(const QString& eventId)
{
    m_sampleId = eventId;
    showSample();
}

void MappingPresenter::showSample()
{
    const SampleEvent* shown = sample();
    const std::shared_ptr<const Value> root = shown ? shown->root : nullptr;
    const bool same = root && m_shownRoot && *root == *m_shownRoot;
    if (!same) {
        m_shownRoot = root;
        m_tree.setRoot(root);
    }
    Q_EMIT samplesChanged();
    refreshCards();
    refreshPreview();
}

void MappingPresenter::refreshPreview()
{
    PreviewRequest request;
    request.environment = m_environment;
    request.vars = vars();
    request.broken = m_broken;
    request.now = m_clock.now();
    std::vector<PreviewColumn> columns;
    for (Mapping& mapping : shownMappings()) {
        if (!m_previewAction.isEmpty() && mapping.id != m_previewAction)
            continue;
        const bool isTarget = m_active.mapping == mapping.id && !m_active.parameter.isEmpty();
        if (isTarget && !m_candidate.isEmpty())
            mapping.setParameter(m_active.parameter, Binding::path(m_candidate));
        for (const QString& name : shownParameters(mapping, mapping::findActionKind(mapping.action))) {
            const bool isActive = isTarget && name == m_active.parameter;
            if (!isActive && !mapping.parameter(name))
                continue;
            request.fields.push_back({mapping.id, name});
            columns.push_back({parameterTitle(mapping.action, name), actionTitle(mapping.action),
                               isActive ? m_candidate : QString()});
        }
        request.mappings.push_back(std::move(mapping));
    }
    std::vector<PreviewRow> rows;
    for (const SampleEvent& event : m_events)
        rows.push_back(previewOf(event, request));
    if (m_events.empty() && m_example)
        rows.push_back(previewOf(*m_example, request));
    m_previewSummary = summaryOf(rows);
    m_preview.setRows(std::move(columns), std::move(rows));
    Q_EMIT previewChanged();
}

void MappingPresenter::refreshAll()
{
    refreshTypes();
    refreshCards();
    refreshPreview();
    Q_EMIT draftChanged();
}

void MappingPresenter::setPreviewAction(const QString& mapping)
{
    m_previewAction = mapping;
    refreshPreview();
}

void MappingPresenter::setCandidate(const QString& path)
{
    if (path == m_candidate)
        return;
    m_candidate = path;
    if (!m_active.parameter.isEmpty())
        refreshPreview();
}

bool MappingPresenter::isDirty() const
{
    return isDirty(m_key);
}

bool MappingPresenter::isDirty(const QString& source) const
{
    const auto found = m_drafts.constFind(source);
    return found != m_drafts.constEnd() && (found->current != found->file || found->theirs);
}

std::optional<mapping::MappingFile> MappingPresenter::unsavedMappings(const QString& source) const
{
    return isDirty(source) ? std::optional(m_drafts.constFind(source)->current) : std::nullopt;
}

QStringList MappingPresenter::dirtySources() const
{
    QStringList keys;
    for (auto it = m_drafts.cbegin(); it != m_drafts.cend(); ++it) {
        if (isDirty(it.key()))
            keys.append(it.key());
    }
    keys.sort();
    return keys;
}

QHash<QString, MappingDraft> MappingPresenter::drafts() const
{
    QHash<QString, MappingDraft> drafts;
    for (const QString& key : dirtySources()) {
        const Draft& mine = m_drafts[key];
        drafts.insert(key, {mine.file, mine.current});
    }
    return drafts;
}

void MappingPresenter::setDrafts(const QHash<QString, MappingDraft>& drafts)
{
    for (auto it = drafts.begin(); it != drafts.end(); ++it)
        m_drafts.insert(it.key(), {it->file, it->current, std::nullopt});
}

bool MappingPresenter::hasConflict() const
{
    return draft() && draft()->theirs.has_value();
}

std::optional<Error> MappingPresenter::fileError() const
{
    const workspace::SourceState* source = state();
    if (!source)
        return std::nullopt;
    for (const Error& error : source->errors) {
        if (QFileInfo(error.file).fileName() == QLatin1String(mappingsName))
            return error;
    }
    return std::nullopt;
}

QString MappingPresenter::filePath() const
{
    if (!m_workspace || m_key.isEmpty())
        return {};
    return QDir(m_workspace->root).filePath(QStringLiteral("sources/%1/%2").arg(m_key, QLatin1String(mappingsName)));
}

} // namespace hw::models
