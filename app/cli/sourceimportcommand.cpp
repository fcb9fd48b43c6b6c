// `source import` and `source export`: one source, here from elsewhere and back.
#include "app/cli/bundlecommand.h"
#include "app/cli/views.h"
#include "app/cli/workspaceaccess.h"
#include "core/base/files.h"
#include "core/workspace/bundle.h"
#include "core/workspace/knockproject.h"
#include "core/workspace/knocksource.h"
#include "ui/models/filledtext.h"
#include "ui/models/sourceimport.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace hw::cli {

namespace {

using workspace::KnockNote;

struct NoteText
{
    const char* code;
    const char* text;
};

constexpr std::array exportTexts{
    NoteText{"condition", "the condition of %2 on %1: Knock has none; it would fire on every event of that type"},
    NoteText{"expression", "the expression for %2 of %1: Knock takes paths only; return it from the script"},
    NoteText{"default", "the default for %2 of %1"},
    NoteText{"literal", "the fixed value for %2 of %1: Knock takes paths only; return it from the script"},
    NoteText{"path", "the path for %2 of %1: Knock takes a fixed key there"},
    NoteText{"malformed", "the parameter %2 of %1, which is not understood here either"},
    NoteText{"action", "mappings to %1: Knock has no such action for sources"},
    NoteText{"pattern", "the pattern %1: Knock compares event types exactly"},
    NoteText{"environments", "that the mapping of %1 is for some environments: Knock keeps mappings per environment"},
    NoteText{"native_verification", "the verification by the scheme %1: Knock verifies by a script of its own"},
    NoteText{"type_script", "TypeScript: Knock's scripts are JavaScript"},
    NoteText{"split_path", "that batches are split: Knock takes one event a request"},
    NoteText{"response", "the answer to the sender"},
    NoteText{"aliases", "the aliases of its path"},
    NoteText{"ignored_types", "the event types that are ignored on purpose"},
    NoteText{"paused", "that it is paused"},
    NoteText{"idempotency_window", "the window in which a key counts as a duplicate: Knock's is 24 hours"},
};

QString exportText(const KnockNote& note)
{
    const auto it = std::find_if(exportTexts.begin(), exportTexts.end(),
                                 [&](const NoteText& one) { return note.code == QLatin1String(one.code); });
    return it == exportTexts.end() ? note.code : models::filledText(QString::fromLatin1(it->text), note.args);
}

QString importText(const KnockNote& note)
{
    return models::importNoteText(note, models::Audience::CommandLine);
}

json::Value notesJson(const std::vector<KnockNote>& notes, QString (*textOf)(const KnockNote&))
{
    json::Array list;
    for (const KnockNote& note : notes)
        list.push_back(json::Object{{QStringLiteral("code"), note.code},
                                    {QStringLiteral("args"), textsJson(note.args)},
                                    {QStringLiteral("text"), textOf(note)}});
    return list;
}

int importKnockSource(const Context& context, const Arguments& arguments, const QByteArray& text, const QString& file)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    auto imported =
        workspace::readKnockSource(text, file, arguments.value(u"from-environment"), context.clock()->now());
    if (!imported)
        return context.fail(imported.error());
    if (arguments.has(u"key"))
        imported->source.key = arguments.value(u"key");
    if (arguments.has(u"name"))
        imported->source.name = arguments.value(u"name");
    if (!context.catalog().find(imported->source.provider))
        imported->source.provider = QStringLiteral("custom");
    if (const auto added = (*files)->addBundle(workspace::toBundle(*imported)); !added)
        return context.fail(added.error());

    const workspace::Workspace& workspace = (*files)->workspace();
    const workspace::SourceState& state = *workspace.source(imported->source.key);
    workspace::LoadedSecrets secrets;
    if (const auto environment = environmentOf(context, workspace))
        secrets = secretStore(workspace)->load(environment->name, state.source.signing.secrets);
    json::Value shown = sourceJson(workspace, state, secrets);
    shown.object().append(QStringLiteral("notes"), notesJson(imported->notes, importText));
    document(context, shown);
    context.say(QStringLiteral("Imported %1 (%2) from Knock's environment %3")
                    .arg(state.source.name, state.key(), imported->environment));
    context.say(QStringLiteral("Endpoint  %1").arg(endpointUrl(workspace, state.key())));
    context.say(QStringLiteral("Mappings  %1").arg(state.mappings.mappings.size()));
    for (const KnockNote& note : imported->notes)
        context.hint(QStringLiteral("Note: %1").arg(importText(note)));
    return exitDone;
}

/// The keys and schemas of a Knock project's workflows, for completing and checking mappings.
int importKnockProject(const Context& context, const QString& folder)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const auto project = workspace::readKnockProject(folder);
    if (!project)
        return context.fail(project.error());
    const QString& root = (*files)->workspace().root;
    if (const auto saved = workspace::saveKnockProject(root, *project); !saved)
        return context.fail(saved.error());
    QStringList keys;
    std::vector<QStringList> rows;
    for (const workspace::KnockWorkflow& workflow : project->workflows) {
        keys.append(workflow.key);
        rows.push_back({workflow.key, workflow.name,
                        workflow.dataSchema.isUndefined() ? QString() : QStringLiteral("with a schema of its data")});
    }
    document(context, json::Object{{QStringLiteral("file"), workspace::knockProjectPath(root)},
                                   {QStringLiteral("workflows"), textsJson(keys)},
                                   {QStringLiteral("audiences"), textsJson(project->audiences)}});
    context.table({QStringLiteral("WORKFLOW"), QStringLiteral("NAME"), QString()}, rows);
    context.hint(QStringLiteral("Written to %1. Check the mappings with: headwater-cli source check")
                     .arg(workspace::knockProjectPath(root)));
    return exitDone;
}

int import(Context& context, const Arguments& arguments)
{
    const QString what = arguments.positional.first();
    if (QFileInfo(what).isDir() && workspace::isKnockProject(what))
        return importKnockProject(context, QDir(what).absolutePath());
    QByteArray text;
    if (what == QLatin1String("-")) {
        text = Context::standardInput(Context::Input::Exact);
    } else {
        auto read = files::read(what);
        if (!read)
            return context.fail(read.error());
        text = std::move(*read);
    }
    if (workspace::isKnockSource(text))
        return importKnockSource(context, arguments, text, what);
    // A JSON document that is cut or broken is told with its place.
    const auto parsed = json::parse(text);
    if (!parsed && text.trimmed().startsWith('{'))
        return context.fail(parsed.error().at(what, parsed.error().line, parsed.error().column));
    if (parsed && workspace::isBundle(*parsed))
        return importBundle(context, arguments, *parsed, what);
    return context.fail(Error{
        ErrorCode::InvalidArgument,
        {QStringLiteral("what is to be imported"), what,
         QStringLiteral("a bundle of source export, the JSON of \"knock source get KEY --json\", or a Knock project's "
                        "folder")}});
}

int exportKnock(const Context& context, const workspace::Workspace& workspace, const workspace::SourceState& state)
{
    const auto environment = environmentOf(context, workspace);
    if (!environment)
        return context.fail(environment.error());
    const workspace::KnockExport out = workspace::writeKnockSource(state, environment->name);
    document(context, json::Object{{QStringLiteral("source"), out.document},
                                   {QStringLiteral("lost"), notesJson(out.lost, exportText)}});
    context.say(QString::fromUtf8(json::write(out.document, json::Style::Indented)).trimmed());
    for (const KnockNote& note : out.lost)
        context.hint(QStringLiteral("Knock cannot hold %1.").arg(exportText(note)));
    return exitDone;
}

int exportSource(Context& context, const Arguments& arguments)
{
    if (!arguments.has(u"format"))
        return exportBundle(context, arguments);
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const workspace::Workspace& workspace = (*files)->workspace();
    const QString key = arguments.positional.first();
    const workspace::SourceState* state = workspace.source(key);
    if (!state)
        return context.fail(Error{ErrorCode::NotFound, {QStringLiteral("source"), key}});
    if (!state->loaded && !state->errors.empty())
        return context.fail(state->errors.front());
    if (arguments.value(u"format") == QLatin1String("knock"))
        return exportKnock(context, workspace, *state);
    return context.failUsage(QStringLiteral("source export knows --format knock; without a format it makes a bundle."));
}

} // namespace

std::vector<Command> sourceImportCommands()
{
    const auto group = QStringLiteral("source");
    return {
        {{group, QStringLiteral("import")},
         QStringLiteral("FILE"),
         QStringLiteral("a bundle of source export, a source of Knock, or the workflows of a Knock project's folder"),
         {{QStringLiteral("from-environment"), QStringLiteral("E"),
           QStringLiteral("of Knock, whose settings are taken (default: the only one, else development)")},
          {QStringLiteral("key"), QStringLiteral("KEY"), QStringLiteral("its path here (default: its key at Knock)")},
          {QStringLiteral("name"), QStringLiteral("NAME"), QStringLiteral("its name for people")}},
         1,
         1,
         import,
         QStringLiteral("FILE is what this prints: knock source get KEY --json (- = standard input)")},
        {{group, QStringLiteral("export")},
         QStringLiteral("KEY"),
         QStringLiteral("its settings, script, mappings and samples as one file, without secrets; or in Knock's form"),
         {{QStringLiteral("to"), QStringLiteral("FILE"), QStringLiteral("a bundle's file (default: standard output)")},
          {QStringLiteral("format"), QStringLiteral("FORMAT"),
           QStringLiteral("knock: as Knock has it, and what that cannot hold")}},
         1,
         1,
         exportSource,
         {}},
    };
}

} // namespace hw::cli
