#include "ui/models/sourceimport.h"

#include "ui/models/eventtext.h"
#include "ui/models/filledtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace hw::models {

using workspace::KnockNote;
using workspace::ScriptLanguage;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(hw::models::SourceImport)
};

struct NoteText
{
    const char* code;
    const char* text;
    const char* command = nullptr; ///< instead, for the command line
};

constexpr std::array noteTexts{
    NoteText{"mapping_deleted", QT_TRANSLATE_NOOP("hw::models::SourceImport",
                                                  "the mapping of %1 to %2 is deleted at Knock and was left out")},
    NoteText{"action_unknown", QT_TRANSLATE_NOOP("hw::models::SourceImport",
                                                 "there is no action %2: the mapping of %1 is kept, switched off")},
    NoteText{"parameter_renamed",
             QT_TRANSLATE_NOOP("hw::models::SourceImport", "the parameter %2 of %1 is called %3 here")},
    NoteText{"parameter_unknown",
             QT_TRANSLATE_NOOP("hw::models::SourceImport", "%1 has no parameter %2: it is kept, without effect")},
    NoteText{"literal_assumed", QT_TRANSLATE_NOOP("hw::models::SourceImport",
                                                  "the parameter %2 of %1 is no path: \"%3\" is taken as it is")},
    NoteText{"secret_needed",
             QT_TRANSLATE_NOOP("hw::models::SourceImport",
                               "the script reads the secret %1: give its value in the settings of the environment"),
             "the script reads the secret %1: set it with: headwater-cli secret set %1"},
    NoteText{"variable_needed",
             QT_TRANSLATE_NOOP("hw::models::SourceImport",
                               "the script reads the variable %1: give its value in the settings of the environment"),
             "the script reads the variable %1: set it with: headwater-cli env set NAME %1=VALUE"},
    NoteText{"endpoint_changes",
             QT_TRANSLATE_NOOP("hw::models::SourceImport",
                               "the provider still sends to %1: give it the endpoint of this source")},
    NoteText{"verification_off",
             QT_TRANSLATE_NOOP("hw::models::SourceImport", "requests that are not verified are accepted, as at Knock")},
};

} // namespace

bool isSourceImport(QByteArrayView text)
{
    if (workspace::isKnockSource(text))
        return true;
    const auto parsed = json::parse(text);
    return parsed && workspace::isBundle(*parsed);
}

Result<SourceImport> readSourceImport(const QByteArray& text, const QString& file, const QString& environment,
                                      const catalog::Catalog& catalog, Timestamp now)
{
    SourceImport import;
    if (!workspace::isKnockSource(text)) {
        const auto parsed = json::parse(text);
        if (!parsed)
            return parsed.error().at(file, parsed.error().line, parsed.error().column);
        auto bundle = workspace::bundleFromJson(*parsed, file, now);
        if (!bundle)
            return bundle.error();
        import.bundle = *std::move(bundle);
        return import;
    }
    import.environments = workspace::knockEnvironments(text);
    QString wanted = environment;
    if (wanted.isEmpty() && !import.environments.isEmpty() &&
        !import.environments.contains(QLatin1String("development")))
        wanted = import.environments.first();
    const auto source = workspace::readKnockSource(text, file, wanted, now);
    if (!source)
        return source.error();
    import.environment = source->environment;
    import.notes = source->notes;
    import.bundle = workspace::toBundle(*source);
    if (!catalog.find(import.bundle.source.provider))
        import.bundle.source.provider = QStringLiteral("custom");
    return import;
}

QString importNoteText(const KnockNote& note, Audience audience)
{
    const auto it = std::find_if(noteTexts.begin(), noteTexts.end(),
                                 [&](const NoteText& one) { return note.code == QLatin1String(one.code); });
    if (it == noteTexts.end())
        return note.code;
    if (audience == Audience::CommandLine)
        return filledText(QString::fromLatin1(it->command ? it->command : it->text), note.args);
    return filledText(Texts::tr(it->text), note.args);
}

std::vector<KeyValue> importSummary(const SourceImport& import, const catalog::Catalog& catalog)
{
    const workspace::SourceBundle& bundle = import.bundle;
    const catalog::Provider* provider = catalog.find(bundle.source.provider);
    const auto lines = static_cast<int>(bundle.script.count('\n') + (bundle.script.endsWith('\n') ? 0 : 1));
    QString script = Texts::tr("none: the settings verify");
    if (bundle.language == ScriptLanguage::JavaScript)
        script = Texts::tr("JavaScript, %n line(s)", nullptr, lines);
    else if (bundle.language == ScriptLanguage::TypeScript)
        script = Texts::tr("TypeScript, %n line(s)", nullptr, lines);
    const auto active = std::count_if(bundle.mappings.mappings.begin(), bundle.mappings.mappings.end(),
                                      [](const mapping::Mapping& each) { return each.active; });
    const auto all = static_cast<int>(bundle.mappings.mappings.size());
    QStringList secrets = bundle.source.signing.secrets;
    for (const QString& name : bundle.secrets) {
        if (!secrets.contains(name))
            secrets.append(name);
    }
    std::vector<KeyValue> rows{
        {Texts::tr("Provider"), provider ? provider->name : bundle.source.provider},
        {Texts::tr("Script"), script},
        {Texts::tr("Mappings"), Texts::tr("%n, %1 of them active", nullptr, all).arg(active)},
    };
    if (!bundle.samples.empty())
        rows.push_back({Texts::tr("Samples"), QString::number(bundle.samples.size())});
    if (!bundle.source.eventTypePath.isEmpty())
        rows.push_back({Texts::tr("Event type"), bundle.source.eventTypePath, true});
    if (!secrets.isEmpty())
        rows.push_back(
            {Texts::tr("Secrets"),
             Texts::tr("%1: names only, the values are to be given").arg(secrets.join(QLatin1String(", ")))});
    return rows;
}

QStringList importMappings(const SourceImport& import)
{
    QStringList lines;
    for (const mapping::Mapping& each : import.bundle.mappings.mappings) {
        const QString line = Texts::tr("%1 → %2").arg(each.eventType, actionTitle(each.action));
        lines.append(each.active ? line : Texts::tr("%1 (switched off)").arg(line));
    }
    return lines;
}

QString importKeyProblem(const QString& key, const QStringList& taken)
{
    if (!workspace::isSourceKey(key))
        return Texts::tr("A key has lower-case letters, digits and hyphens, and begins with a letter or digit.");
    if (taken.contains(key))
        return Texts::tr("There is a source with this key already.");
    return {};
}

QStringList projectLines(const workspace::KnockProject& project)
{
    QStringList lines;
    for (const workspace::KnockWorkflow& workflow : project.workflows) {
        const QString named = workflow.name.isEmpty() || workflow.name == workflow.key
                                  ? workflow.key
                                  : Texts::tr("%1 (%2)").arg(workflow.key, workflow.name);
        lines.append(workflow.dataSchema.isUndefined()
                         ? Texts::tr("Workflow %1").arg(named)
                         : Texts::tr("Workflow %1, with the form of its data").arg(named));
    }
    for (const QString& audience : project.audiences)
        lines.append(Texts::tr("Audience %1").arg(audience));
    return lines;
}

} // namespace hw::models
