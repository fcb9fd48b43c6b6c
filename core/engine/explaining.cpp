#include "core/engine/explaining.h"

#include "core/record/contentcoding.h"
#include "core/store/reader.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace hw::engine {

namespace {

using signing::Fix;
using signing::KnownSecret;
using signing::SecretPlace;

constexpr int mostEventsLookedAt = 200;

/// A script that writes the body anew where it should take the bytes: what it says, what it should say, and the script
/// that says so.
struct RawBody
{
    QString written;
    QString raw;
    QString script;
};

/// Nothing where it says so more than once, or does not say where its body comes from.
std::optional<RawBody> withRawBody(const QString& script)
{
    static const QRegularExpression serialized(
        QStringLiteral("JSON\\.stringify\\(\\s*(?:([A-Za-z_$][\\w$]*)\\.)?body\\s*\\)"));
    // "{ headers, body }", of a parameter or a declaration.
    static const QRegularExpression names(QStringLiteral("\\{[\\w$,\\s]*?\\bbody\\b[\\w$,\\s]*\\}(?=\\s*[=,:)])"));
    static const QRegularExpression word(QStringLiteral("\\bbody\\b"));
    auto found = serialized.globalMatch(script);
    if (!found.hasNext())
        return std::nullopt;
    const auto place = found.next();
    if (found.hasNext())
        return std::nullopt;
    const QString object = place.captured(1);
    RawBody made{place.captured(), object.isEmpty() ? QStringLiteral("rawBody") : object + QStringLiteral(".rawBody"),
                 script};
    made.script.replace(place.capturedStart(), place.capturedLength(), made.raw);
    if (!object.isEmpty())
        return made;
    const auto declared = names.match(made.script);
    if (!declared.hasMatch())
        return std::nullopt;
    QString list = declared.captured();
    if (!list.contains(QLatin1String("rawBody")))
        list.replace(word, QStringLiteral("body, rawBody"));
    made.script.replace(declared.capturedStart(), declared.capturedLength(), list);
    return made;
}

class Gathering
{
public:
    Gathering(const workspace::Workspace& workspace, const LoadSecrets& load, const workspace::SourceState& state)
        : m_workspace(workspace)
        , m_load(load)
        , m_state(state)
    {}

    std::vector<KnownSecret> secrets(const QString& environment, std::optional<Error>& error)
    {
        const auto own = m_load(environment, m_workspace.secretNames(environment));
        error = own.error;
        for (const QString& name : m_state.source.signing.secrets) {
            if (const auto found = own.found.constFind(name); found != own.found.constEnd())
                add({name, SecretPlace::Source, m_state.key(), {}, found->value});
        }
        for (const workspace::SourceState& other : m_workspace.sources) {
            if (other.key() == m_state.key())
                continue;
            for (const QString& name : other.source.signing.secrets) {
                if (const auto found = own.found.constFind(name); found != own.found.constEnd())
                    add({name, SecretPlace::OtherSource, other.key(), {}, found->value});
            }
        }
        addRest(own, SecretPlace::Environment, {});
        for (const workspace::EnvironmentState& other : m_workspace.environments) {
            const QString& name = other.environment.name;
            if (name != environment)
                addRest(m_load(name, m_workspace.secretNames(name)), SecretPlace::OtherEnvironment, name);
        }
        return std::move(m_found);
    }

private:
    void addRest(const workspace::LoadedSecrets& loaded, SecretPlace place, const QString& environment)
    {
        QStringList names = loaded.found.keys();
        names.sort();
        for (const QString& name : names)
            add({name, place, {}, environment, loaded.found[name].value});
    }

    /// A value that is known from a nearer place is not tried twice.
    void add(KnownSecret secret)
    {
        const bool known = std::any_of(m_found.begin(), m_found.end(),
                                       [&](const KnownSecret& one) { return one.value == secret.value; });
        if (!known)
            m_found.push_back(std::move(secret));
    }

    const workspace::Workspace& m_workspace;
    const LoadSecrets& m_load;
    const workspace::SourceState& m_state;
    std::vector<KnownSecret> m_found;
};

QString originOf(const workspace::LocalSettings& local, const QString& source)
{
    return local.publicUrls[source].toString(local.publicUrl);
}

signing::Suspect suspectOf(const Evidence& evidence)
{
    return {evidence.config,
            {evidence.message.headers, evidence.message.body, evidence.message.method, evidence.message.target,
             evidence.publicUrl, evidence.decoded},
            evidence.secrets,
            evidence.decoded.isNull() ? std::vector<QByteArray>() : std::vector{evidence.decoded},
            evidence.urls,
            evidence.now,
            evidence.live};
}

Result<signing::Config> withSettings(const signing::Config& config, const Fix& fix)
{
    workspace::Source source;
    source.key = QStringLiteral("a");
    source.name = source.key;
    source.signing = config;
    for (const auto& [member, value] : fix.settings) {
        // What was set for the scheme before means nothing to another.
        if (member == u"scheme")
            source.signing = {.scheme = value, .secrets = config.secrets, .extra = config.extra};
        auto changed = workspace::withField(source, QStringLiteral("signing.") + member, value);
        if (!changed)
            return changed.error();
        source = std::move(*changed);
    }
    return source.signing;
}

/// Other failed events of the source that verify once everything is applied.
std::vector<qint64> findAlsoFixed(const Evidence& evidence, const std::vector<Fix>& fixes)
{
    signing::Config config = evidence.config;
    std::vector<signing::NamedSecret> secrets;
    for (const KnownSecret& secret : evidence.secrets) {
        if (secret.place == SecretPlace::Source)
            secrets.push_back({secret.name, secret.value});
    }
    for (const Fix& fix : fixes) {
        const bool isElsewhere = !fix.refused.isEmpty() || !fix.script.isEmpty() || fix.what.code == u"public_url";
        if (isElsewhere)
            continue;
        if (auto changed = withSettings(config, fix))
            config = std::move(*changed);
        if (fix.secret) {
            KnownSecret secret = evidence.secrets[*fix.secret];
            if (const auto cleaned = signing::withoutSurroundings(secret.value); fix.cleaned && cleaned)
                secret.value = *cleaned;
            secrets.push_back({secret.name, secret.value});
        }
    }
    auto reader = store::Reader::open(evidence.databasePath);
    const auto filter =
        store::Filter::parse(QStringLiteral("source:%1 verified:failed").arg(evidence.source), evidence.now);
    if (!reader || !filter)
        return {};
    const auto rows = reader->events(*filter, {.before = {}, .after = {}, .limit = mostEventsLookedAt});
    if (!rows)
        return {};
    std::vector<qint64> seqs;
    for (const store::EventRow& row : *rows) {
        const auto stored = reader->eventBySeq(row.seq);
        if (!stored || !*stored)
            continue;
        const Event& event = (*stored)->event;
        const bool same =
            event.request.rawHead == evidence.message.rawHead && event.request.body == evidence.message.body;
        if (same || event.environment != evidence.environment)
            continue;
        const signing::Request request{event.request.headers, event.request.body, event.request.method,
                                       event.request.target, evidence.publicUrl};
        if (signing::verify(config, request, secrets, event.receivedAt).status == VerificationStatus::Verified)
            seqs.push_back(event.seq);
    }
    return seqs;
}

/// Where the settings find the signature right and the source's script did not.
void judgeScript(const Evidence& evidence, signing::Diagnosis& diagnosis)
{
    std::erase_if(diagnosis.fixes, [&](const Fix& fix) { return !fix.script.isEmpty() && !evidence.script.isEmpty(); });
    if (!evidence.script.isEmpty() && diagnosis.cause.code == QLatin1String("not_checked")) {
        const bool known = evidence.recorded && !evidence.recorded->reason.isEmpty();
        diagnosis.cause = {QStringLiteral("script_checks"), {known ? evidence.recorded->reason : QString()}};
        return;
    }
    const bool differs = !evidence.script.isEmpty() && evidence.recorded &&
                         evidence.recorded->status != VerificationStatus::Verified &&
                         diagnosis.cause.code == QLatin1String("verified");
    if (!differs)
        return;
    diagnosis.cause = {QStringLiteral("script_differs"), {evidence.recorded->reason}};
    const auto better = withRawBody(QString::fromUtf8(evidence.script));
    if (!better)
        return;
    Fix fix;
    fix.id = QStringLiteral("script_raw_body");
    fix.what = {fix.id, {better->written, better->raw}};
    fix.script = better->script.toUtf8();
    diagnosis.fixes.push_back(std::move(fix));
}

QString freeSecretName(const workspace::Workspace& workspace, const QString& environment, const QString& base)
{
    const QStringList taken = workspace.secretNames(environment);
    QString name = base;
    for (int i = 2; taken.contains(name); ++i)
        name = base + QLatin1Char('_') + QString::number(i);
    return name;
}

/// Carries fixes out one after the other; what is done stands in applied().
class Applying
{
public:
    Applying(workspace::WorkspaceFiles& files, workspace::SecretStore& secrets, const Evidence& evidence)
        : m_files(files)
        , m_secrets(secrets)
        , m_evidence(evidence)
    {}

    Result<void> start()
    {
        const workspace::SourceState* state = m_files.workspace().source(m_evidence.source);
        if (!state)
            return Error{ErrorCode::NotFound, {QStringLiteral("source"), m_evidence.source}};
        m_applied.source = m_evidence.source;
        m_applied.before = state->source;
        m_applied.after = state->source;
        return {};
    }

    Result<void> apply(const Fix& fix)
    {
        if (!fix.refused.isEmpty())
            return Error{ErrorCode::NotSupported,
                         {QStringLiteral("accepting late events"), QStringLiteral("a live environment")}};
        if (fix.what.code == u"public_url")
            return setPublicUrl(fix.what.args.value(0));
        if (!fix.script.isEmpty())
            return saveScript(fix.script);
        auto settings = withSettings(m_applied.after.signing, fix);
        if (!settings)
            return settings.error();
        if (fix.secret) {
            const auto name = nameOf(fix);
            if (!name)
                return name.error();
            if (!settings->secrets.contains(*name))
                settings->secrets.append(*name);
        }
        m_applied.after.signing = std::move(*settings);
        m_applied.fixes.append(fix.id);
        return {};
    }

    Result<void> finish()
    {
        if (m_applied.after == m_applied.before)
            return {};
        return m_files.saveSource(m_applied.after);
    }

    [[nodiscard]] const AppliedFix& applied() const { return m_applied; }

private:
    /// The name under which the source can use the secret in its own environment.
    Result<QString> nameOf(const Fix& fix)
    {
        const KnownSecret& secret = m_evidence.secrets[*fix.secret];
        if (secret.place != SecretPlace::OtherEnvironment && !fix.cleaned)
            return secret.name;
        const QString base = secret.environment.isEmpty()
                                 ? secret.name
                                 : secret.name + u'_' + QString(secret.environment).toUpper().replace(u'-', u'_');
        const QString name = freeSecretName(m_files.workspace(), m_evidence.environment, base);
        const auto cleaned = fix.cleaned ? signing::withoutSurroundings(secret.value) : std::nullopt;
        const auto stored = m_secrets.set(m_evidence.environment, name, cleaned.value_or(secret.value));
        if (!stored)
            return stored.error();
        m_applied.storedSecrets.emplace_back(m_evidence.environment, name);
        return name;
    }

    Result<void> saveScript(const QByteArray& text)
    {
        const workspace::SourceState& state = *m_files.workspace().source(m_evidence.source);
        m_applied.scriptBefore = state.script.isNull() ? QByteArray("") : state.script;
        m_applied.scriptAfter = text;
        const auto language =
            state.language == workspace::ScriptLanguage::None ? workspace::ScriptLanguage::JavaScript : state.language;
        return m_files.saveScript(m_evidence.source, language, text);
    }

    Result<void> setPublicUrl(const QString& url)
    {
        workspace::LocalSettings local = m_files.workspace().local;
        m_applied.publicUrl = {local.publicUrls[m_evidence.source].toString(), url};
        local.publicUrls.set(m_evidence.source, url);
        return m_files.saveLocal(local);
    }

    workspace::WorkspaceFiles& m_files;
    workspace::SecretStore& m_secrets;
    const Evidence& m_evidence;
    AppliedFix m_applied;
};

} // namespace

Result<Evidence> gather(const workspace::Workspace& workspace, const LoadSecrets& load, const ExplainRequest& request)
{
    const workspace::SourceState* state = workspace.source(request.source);
    if (!state)
        return Error{ErrorCode::NotFound, {QStringLiteral("source"), request.source}};
    Evidence evidence;
    evidence.source = request.source;
    evidence.environment = !request.environment.isEmpty()         ? request.environment
                           : !request.event.environment.isEmpty() ? request.event.environment
                                                                  : workspace.activeEnvironment();
    const workspace::EnvironmentState* environment = workspace.environment(evidence.environment);
    if (!environment)
        return Error{ErrorCode::NotFound, {QStringLiteral("environment"), evidence.environment}};
    evidence.config = state->source.signing;
    evidence.message = request.event.request;
    evidence.now = request.now;
    evidence.live = environment->environment.destination.isLive();
    evidence.recorded = request.recorded;
    evidence.databasePath = workspace.databasePath();
    if (state->language != workspace::ScriptLanguage::None)
        evidence.script = state->script;

    const QString target = QString::fromLatin1(evidence.message.target);
    const QString listening =
        QStringLiteral("http://%1:%2").arg(workspace.local.host).arg(workspace.local.port) + target;
    const QString origin = originOf(workspace.local, request.source);
    evidence.publicUrl = !request.url.isEmpty() ? request.url : origin.isEmpty() ? listening : origin + target;
    const QStringList known{origin.isEmpty() ? QString() : QString(origin + target), workspace.local.publicUrl + target,
                            listening};
    for (const QString& url : known) {
        if (url.startsWith(QLatin1String("http")) && url != evidence.publicUrl)
            evidence.urls.append(url);
    }
    if (DecodedBody decoded = decodeBody(evidence.message.headers, evidence.message.body);
        decoded.coded && decoded.problem.isEmpty())
        evidence.decoded = std::move(decoded.body);
    evidence.secrets = Gathering(workspace, load, *state).secrets(evidence.environment, evidence.secretError);
    return evidence;
}

Explained explain(const Evidence& evidence)
{
    Explained explained;
    explained.source = evidence.source;
    explained.environment = evidence.environment;
    explained.secretError = evidence.secretError;
    explained.diagnosis = signing::explain(suspectOf(evidence));
    judgeScript(evidence, explained.diagnosis);
    if (!explained.diagnosis.fixes.empty() && evidence.script.isEmpty())
        explained.alsoFixed = findAlsoFixed(evidence, explained.diagnosis.fixes);
    return explained;
}

Result<AppliedFix> applyFixes(workspace::WorkspaceFiles& files, workspace::SecretStore& secrets,
                              const Evidence& evidence, const signing::Diagnosis& diagnosis, const QStringList& ids)
{
    Applying applying(files, secrets, evidence);
    Result<void> done = applying.start();
    for (const QString& id : ids) {
        const auto fix =
            std::find_if(diagnosis.fixes.begin(), diagnosis.fixes.end(), [&](const Fix& one) { return one.id == id; });
        if (done && fix == diagnosis.fixes.end())
            done = Error{ErrorCode::NotFound, {QStringLiteral("fix"), id}};
        if (done)
            done = applying.apply(*fix);
    }
    if (done)
        done = applying.finish();
    if (done)
        return applying.applied();
    // Nothing half done stays: the first error is the one to tell.
    AppliedFix partly = applying.applied();
    partly.after = partly.before;
    if (const auto undone = undoFixes(files, secrets, partly); !undone)
        return done.error().withCause(undone.error());
    return done.error();
}

Result<void> undoFixes(workspace::WorkspaceFiles& files, workspace::SecretStore& secrets, const AppliedFix& applied)
{
    const workspace::SourceState* state = files.workspace().source(applied.source);
    if (!state)
        return Error{ErrorCode::NotFound, {QStringLiteral("source"), applied.source}};
    if (state->source != applied.after)
        return Error{ErrorCode::Conflict, {QStringLiteral("sources/%1/source.json").arg(applied.source)}};
    if (applied.scriptBefore && state->script == applied.scriptAfter) {
        const auto language = applied.scriptBefore->isEmpty() ? workspace::ScriptLanguage::None : state->language;
        if (const auto saved = files.saveScript(applied.source, language, *applied.scriptBefore); !saved)
            return saved;
    }
    if (applied.before != applied.after) {
        if (const auto saved = files.saveSource(applied.before); !saved)
            return saved;
    }
    if (applied.publicUrl) {
        workspace::LocalSettings local = files.workspace().local;
        if (applied.publicUrl->first.isEmpty())
            local.publicUrls.remove(applied.source);
        else
            local.publicUrls.set(applied.source, applied.publicUrl->first);
        if (const auto saved = files.saveLocal(local); !saved)
            return saved;
    }
    for (const auto& [environment, name] : applied.storedSecrets) {
        const auto removed = secrets.remove(environment, name);
        if (!removed && removed.error().code != ErrorCode::NotFound)
            return removed;
    }
    return {};
}

} // namespace hw::engine
