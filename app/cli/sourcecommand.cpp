#include "app/cli/sourcecheck.h"
#include "app/cli/sourcerename.h"
#include "app/cli/views.h"
#include "app/cli/workspaceaccess.h"
#include "core/script/compiler.h"

#include <QCoreApplication>
#include <QObject>

#include <numeric>

namespace hw::cli {

namespace {

using workspace::SourceState;
using workspace::Workspace;
using workspace::WorkspaceFiles;

/// The secrets of a source in the environment that is meant; what went wrong with their store is a hint.
workspace::LoadedSecrets secretsOf(Context& context, const Workspace& workspace, const QStringList& names)
{
    const auto environment = environmentOf(context, workspace);
    if (!environment || names.isEmpty())
        return {};
    auto loaded = secretStore(workspace)->load(environment->name, names);
    if (loaded.error)
        context.hint(context.textOf(*loaded.error));
    return loaded;
}

Result<const SourceState*> findSource(const Workspace& workspace, const QString& key)
{
    const SourceState* state = workspace.source(key);
    if (!state)
        return Error{ErrorCode::NotFound, {QStringLiteral("source"), key}};
    return state;
}

/// A source whose settings were never read cannot be shown or changed.
Result<const SourceState*> findReadableSource(const Workspace& workspace, const QString& key)
{
    const auto state = findSource(workspace, key);
    if (state && !(*state)->loaded && !(*state)->errors.empty())
        return (*state)->errors.front();
    return state;
}

void hintMissing(const Context& context, const workspace::LoadedSecrets& secrets)
{
    for (const QString& name : secrets.missing)
        context.hint(QStringLiteral("The secret %1 is missing. Set it with: headwater-cli secret set %1").arg(name));
}

/// One of the provider's ways to verify; the error lists them.
Result<catalog::SigningChoice> signingChoice(const catalog::Provider& provider, const QString& key)
{
    if (const catalog::SigningChoice* choice = provider.findSigningChoice(key))
        return *choice;
    QStringList keys;
    for (const catalog::SigningChoice& choice : provider.signingChoices)
        keys.append(choice.key);
    if (keys.isEmpty())
        return Error{ErrorCode::NotSupported, {QStringLiteral("A choice of signing"), provider.name}};
    return Error{ErrorCode::InvalidArgument, {QStringLiteral("signing"), key, keys.join(QStringLiteral(", "))}};
}

/// The source verified in one of its provider's ways, with the secrets that it has.
Result<workspace::Source> withSigning(const Context& context, workspace::Source source, const QString& key)
{
    const auto catalog = context.catalog();
    const catalog::Provider* provider = catalog.find(source.provider);
    if (!provider)
        return Error{ErrorCode::NotFound, {QStringLiteral("provider"), source.provider}};
    auto choice = signingChoice(*provider, key);
    if (!choice)
        return choice.error();
    signing::Config config = std::move(choice->signing);
    if (config.scheme != QLatin1String("none")) {
        config.secrets = source.signing.secrets;
        if (config.secrets.isEmpty())
            config.secrets = {workspace::signingSecretName(source.key)};
    }
    source.signing = std::move(config);
    return source;
}

int add(Context& context, const Arguments& arguments)
{
    const auto catalog = context.catalog();
    const catalog::Provider* provider = catalog.find(arguments.positional.first());
    if (!provider)
        return context.fail(Error{ErrorCode::NotFound, {QStringLiteral("provider"), arguments.positional.first()}});
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const auto environment = environmentOf(context, (*files)->workspace());
    if (!environment)
        return context.fail(environment.error());

    // Read before anything is written, so that an empty input leaves nothing half made.
    std::optional<SecretString> secret;
    if (arguments.has(u"secret-stdin")) {
        auto value = readSecret(context, QStringLiteral("the signing secret"));
        if (!value)
            return context.fail(value.error());
        secret = std::move(value).value();
    }
    workspace::NewSource wanted;
    wanted.key = arguments.value(u"key");
    wanted.name = arguments.value(u"name");
    if (arguments.has(u"key") && !workspace::isSourceKey(wanted.key)) {
        return context.fail(
            Error{ErrorCode::InvalidArgument,
                  {QStringLiteral("key"), wanted.key, QStringLiteral("1 to 64 of a to z, 0 to 9 and -")}});
    }
    if (arguments.has(u"all-mappings")) {
        wanted.mappings.emplace(provider->mappings.size());
        std::iota(wanted.mappings->begin(), wanted.mappings->end(), size_t(0));
    }
    if (arguments.has(u"signing")) {
        const auto choice = signingChoice(*provider, arguments.value(u"signing"));
        if (!choice)
            return context.fail(choice.error());
        wanted.signing = choice->signing;
    }
    const auto source = (*files)->addSource(*provider, wanted, context.clock()->now());
    if (!source)
        return context.fail(source.error());

    const Workspace& workspace = (*files)->workspace();
    const QStringList& names = source->signing.secrets;
    if (secret && names.isEmpty()) {
        context.hint(QStringLiteral("%1 signs nothing: the secret was not stored.").arg(provider->name));
    } else if (secret) {
        for (const signing::SecretProblem& problem : signing::lintSecret(source->signing.scheme, *secret))
            context.hint(QStringLiteral("Check the secret: %1").arg(problem.text));
        const auto stored = secretStore(workspace)->set(environment->name, names.first(), *secret);
        if (!stored)
            return context.fail(stored.error());
    }
    const auto secrets = secretsOf(context, workspace, names);
    const SourceState& state = *workspace.source(source->key);
    document(context, sourceJson(workspace, state, secrets));
    context.say(QStringLiteral("Added %1 (%2)").arg(source->name, source->key));
    context.say(QStringLiteral("Endpoint  %1").arg(endpointUrl(workspace, source->key)));
    if (const QString outside = publicUrl(workspace, source->key); !outside.isEmpty())
        context.say(QStringLiteral("Public    %1").arg(outside));
    for (const QString& name : names) {
        const auto found = secrets.found.constFind(name);
        const QString where = found == secrets.found.constEnd()
                                  ? QStringLiteral("missing")
                                  : QStringLiteral("in the %1").arg(toString(found->origin));
        context.say(QStringLiteral("Secret    %1 (%2)").arg(name, where));
    }
    context.say(QStringLiteral("Mappings  %1").arg(state.mappings.mappings.size()));
    hintMissing(context, secrets);
    context.hint(QStringLiteral("Set-up steps: headwater-cli catalog show --source %1").arg(source->key));
    return exitDone;
}

int list(Context& context, const Arguments&)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const Workspace& workspace = (*files)->workspace();
    QStringList names;
    for (const SourceState& state : workspace.sources)
        names += state.source.signing.secrets;
    const auto secrets = secretsOf(context, workspace, names);
    json::Array rowsJson;
    std::vector<QStringList> rows;
    for (const SourceState& state : workspace.sources) {
        const workspace::Source& source = state.source;
        rowsJson.push_back(sourceJson(workspace, state, secrets));
        const QString condition = !state.errors.empty() ? QStringLiteral("broken")
                                  : source.paused       ? QStringLiteral("paused")
                                                        : QStringLiteral("ready");
        rows.push_back({source.key, source.name, source.provider, condition, endpointUrl(workspace, source.key)});
    }
    document(context, std::move(rowsJson));
    context.table({QStringLiteral("KEY"), QStringLiteral("NAME"), QStringLiteral("PROVIDER"), QStringLiteral("STATE"),
                   QStringLiteral("ENDPOINT")},
                  rows);
    if (rows.empty())
        context.hint(QStringLiteral("No sources yet. Add one with: headwater-cli source add PROVIDER"));
    return exitDone;
}

int show(Context& context, const Arguments& arguments)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const Workspace& workspace = (*files)->workspace();
    const auto state = findReadableSource(workspace, arguments.positional.first());
    if (!state)
        return context.fail(state.error());
    const auto secrets = secretsOf(context, workspace, (*state)->source.signing.secrets);
    json::Value shown = sourceJson(workspace, **state, secrets);
    if (!(*state)->source.aliases.isEmpty()) { // it had another key
        auto uses = aliasUse(context, workspace, (*state)->source);
        if (uses)
            shown.object().set(QStringLiteral("aliasUse"), std::move(uses).value());
        else
            context.hint(context.textOf(uses.error()));
    }
    // The settings are the text form as well: they are what is in the file.
    context.print(shown);
    return exitDone;
}

int set(Context& context, const Arguments& arguments)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const QString key = arguments.positional.first();
    const auto state = findReadableSource((*files)->workspace(), key);
    if (!state)
        return context.fail(state.error());
    // The file must be whole: what is broken on disk would be overwritten by the last good state.
    for (const Error& error : (*state)->errors) {
        if (error.file.endsWith(QLatin1String("/source.json")))
            return context.fail(error);
    }
    workspace::Source source = (*state)->source;
    for (const QString& assignment : arguments.positional.mid(1)) {
        const qsizetype equals = assignment.indexOf(u'=');
        if (equals < 1) {
            return context.failUsage(QStringLiteral("\"%1\" is no FIELD=VALUE. Fields: %2")
                                         .arg(assignment, workspace::settableFields().join(QStringLiteral(", "))));
        }
        const QString field = assignment.first(equals);
        const QString value = assignment.mid(equals + 1);
        if (field == QLatin1String("key"))
            return context.failUsage(
                QStringLiteral("A new key moves the source: headwater-cli source rename %1 %2").arg(key, value));
        auto changed = field == QLatin1String("signing") ? withSigning(context, source, value)
                                                         : workspace::withField(source, field, value);
        if (!changed)
            return context.fail(changed.error());
        source = std::move(changed).value();
    }
    if (const auto saved = (*files)->saveSource(source); !saved)
        return context.fail(saved.error());
    if (const auto declared = (*files)->declareSecrets(source.signing.secrets); !declared)
        return context.fail(declared.error());
    const Workspace& workspace = (*files)->workspace();
    const auto secrets = secretsOf(context, workspace, source.signing.secrets);
    document(context, sourceJson(workspace, *workspace.source(key), secrets));
    context.say(QStringLiteral("Changed %1").arg(key));
    hintMissing(context, secrets);
    return exitDone;
}

/// Makes the event types of a table known before its first event.
int table(Context& context, const Arguments& arguments)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const QString key = arguments.positional.first();
    const auto state = findReadableSource((*files)->workspace(), key);
    if (!state)
        return context.fail(state.error());
    workspace::Source source = (*state)->source;
    const auto catalog = context.catalog();
    const catalog::Provider* provider = catalog.find(source.provider);
    if (!provider)
        return context.fail(Error{ErrorCode::NotFound, {QStringLiteral("provider"), source.provider}});
    if (!provider->typeMaker) {
        return context.failUsage(
            QStringLiteral("%1 is no database: its event types are fixed. See: headwater-cli catalog events %2")
                .arg(provider->name, provider->key));
    }
    QStringList added;
    for (const QString& name : arguments.positional.mid(1)) {
        const auto types = provider->makeTypes(name);
        if (!types)
            return context.fail(types.error());
        for (const QString& type : *types) {
            if (source.eventTypes.contains(type) || provider->findEventType(type))
                continue;
            added.append(type);
            source.eventTypes.append(type);
        }
    }
    if (const auto saved = (*files)->saveSource(source); !saved)
        return context.fail(saved.error());
    document(context,
             json::Object{{QStringLiteral("key"), key}, {QStringLiteral("eventTypes"), textsJson(source.eventTypes)}});
    for (const QString& type : added)
        context.say(QStringLiteral("%1 has %2").arg(key, type));
    context.hint(provider->typeMaker->description);
    return exitDone;
}

int remove(Context& context, const Arguments& arguments)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const auto removed = (*files)->removeSource(arguments.positional.first(), context.clock()->now());
    if (!removed)
        return context.fail(removed.error());
    const QString folder = (*files)->workspace().dataFolder() + QStringLiteral("/trash/") + removed->folder;
    document(context, json::Object{{QStringLiteral("key"), removed->key},
                                   {QStringLiteral("name"), removed->name},
                                   {QStringLiteral("removedAt"), toIso8601(removed->removedAt)},
                                   {QStringLiteral("folder"), folder}});
    context.say(QStringLiteral("Removed %1; its files are in %2").arg(removed->key, folder));
    context.hint(QStringLiteral("Its events and secrets are kept; its path answers 410."));
    return exitDone;
}

/// Checks sources one after the other, because compiling a script takes an event loop; ends the program with the worst
/// of what it found.
class Checking final : public QObject
{
public:
    Checking(Context& context, std::unique_ptr<WorkspaceFiles> files, std::vector<const SourceState*> states)
        : m_context(context)
        , m_files(std::move(files))
        , m_states(std::move(states))
        , m_catalog(context.catalog())
        , m_compiler({})
    {}

    void start() { next(); }

private:
    void next()
    {
        if (m_at == m_states.size()) {
            document(m_context, std::move(m_document));
            QCoreApplication::exit(m_unreadable ? exitWorkspace : m_failed ? exitFailed : exitDone);
            return;
        }
        const SourceState& state = *m_states[m_at];
        script::CompileRequest request;
        for (const mapping::ExpressionSource& expression : mapping::expressionsOf(state.mappings.mappings))
            request.expressions.append(expression.source);
        if (state.language == workspace::ScriptLanguage::None && request.expressions.isEmpty()) {
            finish(state, script::Program());
            return;
        }
        request.fileName = m_files->workspace().scriptPath(state);
        request.source = state.script;
        m_compiler.compile(request, this,
                           [this, &state](const Result<script::Program>& program) { finish(state, program); });
    }

    /// `program` is null where there was nothing to compile.
    void finish(const SourceState& state, const Result<script::Program>& program)
    {
        std::vector<SourceProblem> problems = checkSource(m_files->workspace(), state);
        if (!program) {
            problems.push_back(problemOf(program.error(), m_files->workspace().scriptPath(state)));
        } else if (*program) {
            const auto more = checkExpressions(m_files->workspace(), state, **program);
            problems.insert(problems.end(), more.begin(), more.end());
        }
        const QStringList notes = aliasNotes(m_catalog, state);
        for (const QString& note : notes)
            m_context.say(QStringLiteral("%1: note: %2").arg(state.key(), note));
        json::Array list;
        for (const SourceProblem& problem : problems) {
            list.push_back(toJson(problem));
            m_context.say(textOf(problem));
            m_unreadable |= problem.isUnreadable;
            m_failed |= !problem.isUnreadable;
        }
        if (problems.empty())
            m_context.say(QStringLiteral("%1: all well").arg(state.key()));
        m_document.emplace_back(json::Object{{QStringLiteral("key"), state.key()},
                                             {QStringLiteral("ok"), problems.empty()},
                                             {QStringLiteral("problems"), std::move(list)},
                                             {QStringLiteral("notes"), textsJson(notes)}});
        ++m_at;
        // From the event loop, which is to be running when the last one ends the program.
        QMetaObject::invokeMethod(
            this, [this] { next(); }, Qt::QueuedConnection);
    }

    Context& m_context;
    std::unique_ptr<WorkspaceFiles> m_files;
    std::vector<const SourceState*> m_states;
    catalog::Catalog m_catalog;
    script::Compiler m_compiler;
    size_t m_at = 0;
    json::Array m_document;
    bool m_unreadable = false;
    bool m_failed = false;
};

int check(Context& context, const Arguments& arguments)
{
    hintErrors(context, context.catalog());
    auto files = context.openFiles();
    if (!files)
        return context.fail(files.error());
    const Workspace& workspace = (*files)->workspace();
    std::vector<const SourceState*> states;
    if (arguments.positional.isEmpty()) {
        for (const SourceState& state : workspace.sources)
            states.push_back(&state);
    } else {
        const auto state = findSource(workspace, arguments.positional.first());
        if (!state)
            return context.fail(state.error());
        states.push_back(*state);
    }
    Checking checking(context, std::move(files).value(), std::move(states));
    QMetaObject::invokeMethod(
        &checking, [&checking] { checking.start(); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace

std::vector<Command> sourceCommands()
{
    const auto group = QStringLiteral("source");
    const auto key = QStringLiteral("KEY");
    return {
        {{group, QStringLiteral("add")},
         QStringLiteral("PROVIDER"),
         QStringLiteral("add a source from the catalogue"),
         {{QStringLiteral("key"), key, QStringLiteral("its path (default: provider and a random suffix)")},
          {QStringLiteral("name"), QStringLiteral("NAME"), QStringLiteral("its name for people")},
          {QStringLiteral("signing"), QStringLiteral("CHOICE"),
           QStringLiteral("how requests are verified, where there is a choice; see: catalog show PROVIDER")},
          {QStringLiteral("all-mappings"), {}, QStringLiteral("every suggested mapping, not only the usual ones")},
          {QStringLiteral("secret-stdin"), {}, QStringLiteral("read its signing secret from standard input")}},
         1,
         1,
         add,
         {}},
        {{group, QStringLiteral("list")}, {}, QStringLiteral("the sources of the workspace"), {}, 0, 0, list, {}},
        {{group, QStringLiteral("show")},
         key,
         QStringLiteral("its settings, endpoint and where its secrets live"),
         {},
         1,
         1,
         show,
         {}},
        {{group, QStringLiteral("set")},
         QStringLiteral("KEY FIELD=VALUE…"),
         QStringLiteral("change settings, named as in source.json"),
         {},
         2,
         -1,
         set,
         QStringLiteral("Fields: ") + workspace::settableFields().join(QStringLiteral(", ")) +
             QStringLiteral(
                 ". signing=CHOICE verifies in another of the provider's ways (see: catalog show PROVIDER)")},
        {{group, QStringLiteral("table")},
         QStringLiteral("KEY TABLE…"),
         QStringLiteral("make the event types of a table known before its first event"),
         {},
         2,
         -1,
         table,
         {}},
        {{group, QStringLiteral("rename")},
         QStringLiteral("KEY NEW-KEY"),
         QStringLiteral("give it a new key: files and history move, the old path goes on answering"),
         {},
         2,
         2,
         renameSource,
         QStringLiteral("Its secrets keep their names. The name for people: source set KEY name=NAME")},
        {{group, QStringLiteral("remove")}, key, QStringLiteral("move its files to the trash"), {}, 1, 1, remove, {}},
        {{group, QStringLiteral("check")},
         QStringLiteral("[KEY]"),
         QStringLiteral("compile its script and validate its files"),
         {},
         0,
         1,
         check,
         {}},
    };
}

} // namespace hw::cli
