#include "app/cli/views.h"
#include "app/cli/workspaceaccess.h"
#include "core/catalog/catalog.h"
#include "core/catalog/samples.h"

#include <QUrl>

#include <cstdio>

namespace hw::cli {

namespace {

using catalog::Catalog;
using catalog::Provider;

Result<Provider> findProvider(const Catalog& catalog, const QString& key)
{
    const Provider* provider = catalog.find(key);
    if (!provider)
        return Error{ErrorCode::NotFound, {QStringLiteral("provider"), key}};
    return *provider;
}

json::Value textOrNull(const QString& text)
{
    return text.isEmpty() ? json::Value(nullptr) : json::Value(text);
}

json::Value stepsJson(const std::vector<catalog::SetupStep>& steps)
{
    json::Array list;
    for (const catalog::SetupStep& step : steps) {
        list.emplace_back(
            json::Object{{QStringLiteral("text"), step.text}, {QStringLiteral("code"), textOrNull(step.code)}});
    }
    return list;
}

json::Value choiceJson(const catalog::SigningChoice& choice)
{
    json::Array fields;
    for (const catalog::SigningField& field : choice.fields) {
        fields.emplace_back(json::Object{{QStringLiteral("name"), field.name},
                                         {QStringLiteral("label"), field.label},
                                         {QStringLiteral("help"), textOrNull(field.help)},
                                         {QStringLiteral("choices"), textsJson(field.choices)}});
    }
    return json::Object{{QStringLiteral("key"), choice.key},
                        {QStringLiteral("title"), choice.title},
                        {QStringLiteral("description"), choice.description},
                        {QStringLiteral("scheme"), choice.signing.scheme},
                        {QStringLiteral("fields"), std::move(fields)}};
}

json::Value providerJson(const Provider& provider)
{
    json::Array mappings;
    for (const catalog::SuggestedMapping& mapping : provider.mappings) {
        mappings.emplace_back(json::Object{{QStringLiteral("title"), mapping.title},
                                           {QStringLiteral("description"), mapping.description},
                                           {QStringLiteral("eventType"), mapping.eventType},
                                           {QStringLiteral("when"), mapping.when},
                                           {QStringLiteral("action"), mapping.action},
                                           {QStringLiteral("parameters"), mapping.parameters},
                                           {QStringLiteral("onByDefault"), mapping.onByDefault}});
    }
    json::Array choices;
    for (const catalog::SigningChoice& choice : provider.signingChoices)
        choices.emplace_back(choiceJson(choice));
    json::Value maker = nullptr;
    if (provider.typeMaker) {
        maker = json::Object{{QStringLiteral("title"), provider.typeMaker->title},
                             {QStringLiteral("example"), provider.typeMaker->example},
                             {QStringLiteral("types"), textsJson(provider.typeMaker->types)}};
    }
    json::Array aliases;
    for (const catalog::TypeAlias& alias : provider.aliases) {
        aliases.emplace_back(json::Object{{QStringLiteral("alias"), alias.alias},
                                          {QStringLiteral("type"), alias.type},
                                          {QStringLiteral("note"), alias.note}});
    }
    json::Array notes;
    for (const QString& note : provider.delivery.notes)
        notes.emplace_back(note);
    json::Value tolerance = nullptr;
    if (provider.signing.toleranceSeconds)
        tolerance = *provider.signing.toleranceSeconds;
    return json::Object{
        {QStringLiteral("key"), provider.key},
        {QStringLiteral("name"), provider.name},
        {QStringLiteral("description"), provider.description},
        {QStringLiteral("category"), provider.category},
        {QStringLiteral("documentation"), textOrNull(provider.documentation)},
        {QStringLiteral("signing"), json::Object{{QStringLiteral("scheme"), provider.signing.scheme},
                                                 {QStringLiteral("header"), textOrNull(provider.signing.header)},
                                                 {QStringLiteral("toleranceSeconds"), tolerance}}},
        {QStringLiteral("secret"), json::Object{{QStringLiteral("label"), provider.secret.label},
                                                {QStringLiteral("prefix"), textOrNull(provider.secret.prefix)},
                                                {QStringLiteral("where"), provider.secret.where},
                                                {QStringLiteral("help"), provider.secret.help}}},
        {QStringLiteral("signingChoices"), std::move(choices)},
        {QStringLiteral("setup"), json::Object{{QStringLiteral("dashboard"), stepsJson(provider.setup.dashboard)},
                                               {QStringLiteral("cli"), stepsJson(provider.setup.cli)},
                                               {QStringLiteral("tunnel"), stepsJson(provider.setup.tunnel)}}},
        {QStringLiteral("paths"), json::Object{{QStringLiteral("eventType"), textOrNull(provider.paths.eventType)},
                                               {QStringLiteral("idempotency"), textOrNull(provider.paths.idempotency)},
                                               {QStringLiteral("timestamp"), textOrNull(provider.paths.timestamp)},
                                               {QStringLiteral("split"), textOrNull(provider.paths.split)}}},
        {QStringLiteral("eventTypes"), static_cast<qint64>(provider.eventTypes.size())},
        {QStringLiteral("typeMaker"), std::move(maker)},
        {QStringLiteral("aliases"), std::move(aliases)},
        {QStringLiteral("response"), provider.response.isUndefined() ? json::Value(nullptr) : provider.response},
        {QStringLiteral("mappings"), std::move(mappings)},
        {QStringLiteral("delivery"), json::Object{{QStringLiteral("retries"), provider.delivery.retries},
                                                  {QStringLiteral("timeout"), provider.delivery.timeout},
                                                  {QStringLiteral("ordering"), provider.delivery.ordering},
                                                  {QStringLiteral("duplicates"), provider.delivery.duplicates},
                                                  {QStringLiteral("success"), provider.delivery.success},
                                                  {QStringLiteral("notes"), std::move(notes)}}}};
}

/// What the steps speak of: a source that is there, or the default address and a key that is still to be chosen.
struct Subject
{
    QString url = QStringLiteral("http://127.0.0.1:4400/s/KEY");
    QString port = QStringLiteral("4400");
    QString key = QStringLiteral("KEY");
    QString secret = QStringLiteral("KEY_SIGNING_SECRET");
    QString scheme; ///< empty = the provider's own
};

Subject subjectOf(const workspace::Workspace& workspace, const workspace::Source& source)
{
    Subject subject;
    const QString outside = publicUrl(workspace, source.key);
    const QString inside = endpointUrl(workspace, source.key);
    subject.url = outside.isEmpty() ? inside : outside;
    subject.port = QString::number(QUrl(inside).port());
    subject.key = source.key;
    subject.secret = source.signing.secrets.value(0);
    subject.scheme = source.signing.scheme;
    return subject;
}

QString filledIn(QString code, const Subject& subject)
{
    return code.replace(QStringLiteral("{{url}}"), subject.url)
        .replace(QStringLiteral("{{port}}"), subject.port)
        .replace(QStringLiteral("{{key}}"), subject.key);
}

void printSteps(const Context& context, const Subject& subject, const QString& title,
                const std::vector<catalog::SetupStep>& steps)
{
    if (steps.empty())
        return;
    context.say(QString());
    context.say(title);
    int number = 0;
    for (const catalog::SetupStep& step : steps) {
        context.say(QStringLiteral("  %1. %2").arg(++number).arg(filledIn(step.text, subject)));
        if (!step.code.isEmpty())
            context.say(QStringLiteral("     ") + filledIn(step.code, subject));
    }
}

void printProvider(const Context& context, const Provider& provider, const Subject& subject)
{
    context.say(QStringLiteral("%1 (%2)").arg(provider.name, provider.key));
    context.say(provider.description);
    context.say(QString());
    context.say(
        QStringLiteral("Scheme       %1").arg(subject.scheme.isEmpty() ? provider.signing.scheme : subject.scheme));
    if (!provider.secret.label.isEmpty())
        context.say(QStringLiteral("Secret       %1. %2").arg(provider.secret.label, provider.secret.where));
    if (!subject.secret.isEmpty())
        context.say(QStringLiteral("             Stored here with: headwater-cli secret set %1").arg(subject.secret));
    for (const catalog::SigningChoice& choice : provider.signingChoices) {
        const bool isFirst = &choice == &provider.signingChoices.front();
        context.say(QStringLiteral("%1  %2 (--signing %3): %4")
                        .arg(isFirst ? QStringLiteral("Verified by") : QStringLiteral("        or "), choice.title,
                             choice.key, choice.description));
    }
    context.say(QStringLiteral("Event types  %1").arg(provider.eventTypes.size()));
    const catalog::DeliveryFacts& delivery = provider.delivery;
    const std::pair<const char*, const QString&> facts[] = {{"Retries      %1", delivery.retries},
                                                            {"Time-out     %1", delivery.timeout},
                                                            {"Order        %1", delivery.ordering},
                                                            {"Duplicates   %1", delivery.duplicates},
                                                            {"Accepts      %1", delivery.success}};
    for (const auto& [form, text] : facts) {
        if (!text.isEmpty())
            context.say(QString::fromLatin1(form).arg(text));
    }
    for (const QString& note : delivery.notes)
        context.say(QStringLiteral("Note         %1").arg(note));
    if (!provider.documentation.isEmpty())
        context.say(QStringLiteral("More         %1").arg(provider.documentation));
    printSteps(context, subject, QStringLiteral("In the provider's dashboard:"), provider.setup.dashboard);
    printSteps(context, subject, QStringLiteral("With the provider's command line:"), provider.setup.cli);
    printSteps(context, subject, QStringLiteral("Through a tunnel:"), provider.setup.tunnel);
    if (!provider.mappings.empty()) {
        context.say(QString());
        context.say(QStringLiteral("Suggested mappings:"));
        for (const catalog::SuggestedMapping& mapping : provider.mappings) {
            context.say(QStringLiteral("  %1 → %2%3")
                            .arg(mapping.eventType, mapping.action,
                                 mapping.onByDefault ? QString() : QStringLiteral(" (not taken by default)")));
        }
    }
}

int list(Context& context, const Arguments&)
{
    const Catalog catalog = context.catalog();
    hintErrors(context, catalog);
    json::Array rowsJson;
    std::vector<QStringList> rows;
    for (const Provider& provider : catalog.providers()) {
        rowsJson.emplace_back(
            json::Object{{QStringLiteral("key"), provider.key},
                         {QStringLiteral("name"), provider.name},
                         {QStringLiteral("category"), provider.category},
                         {QStringLiteral("description"), provider.description},
                         {QStringLiteral("scheme"), provider.signing.scheme},
                         {QStringLiteral("eventTypes"), static_cast<qint64>(provider.eventTypes.size())},
                         {QStringLiteral("samples"), static_cast<qint64>(provider.samples.size())}});
        rows.push_back({provider.key, provider.name, provider.signing.scheme, provider.description});
    }
    document(context, std::move(rowsJson));
    context.table({QStringLiteral("PROVIDER"), QStringLiteral("NAME"), QStringLiteral("SCHEME"), {}}, rows);
    return exitDone;
}

int show(Context& context, const Arguments& arguments)
{
    const Catalog catalog = context.catalog();
    hintErrors(context, catalog);
    Subject subject;
    QString key = arguments.positional.value(0);
    if (const QString sourceKey = arguments.value(u"source"); !sourceKey.isEmpty()) {
        const auto files = context.openFiles();
        if (!files)
            return context.fail(files.error());
        const workspace::Workspace& workspace = (*files)->workspace();
        const workspace::SourceState* state = workspace.source(sourceKey);
        if (!state)
            return context.fail({ErrorCode::NotFound, {QStringLiteral("source"), sourceKey}});
        subject = subjectOf(workspace, state->source);
        if (key.isEmpty())
            key = state->source.provider;
    }
    if (key.isEmpty())
        return context.failUsage(
            QStringLiteral("catalog show takes a provider, or a source that is there: --source K. Providers: "
                           "headwater-cli catalog list"));
    const auto provider = findProvider(catalog, key);
    if (!provider)
        return context.fail(provider.error());
    document(context, providerJson(*provider));
    printProvider(context, *provider, subject);
    return exitDone;
}

int events(Context& context, const Arguments& arguments)
{
    const auto provider = findProvider(context.catalog(), arguments.positional.first());
    if (!provider)
        return context.fail(provider.error());
    json::Array rowsJson;
    std::vector<QStringList> rows;
    for (const catalog::EventType& type : provider->eventTypes) {
        const bool hasSample = provider->findSample(type.name) != nullptr;
        rowsJson.emplace_back(json::Object{{QStringLiteral("name"), type.name},
                                           {QStringLiteral("family"), type.family},
                                           {QStringLiteral("description"), type.description},
                                           {QStringLiteral("sample"), hasSample}});
        rows.push_back({type.name, hasSample ? QStringLiteral("sample") : QString(), type.description});
    }
    for (const catalog::TypeAlias& alias : provider->aliases)
        context.hint(aliasNote(*provider, alias));
    document(context, std::move(rowsJson));
    context.table({QStringLiteral("EVENT TYPE"), {}, QStringLiteral("DESCRIPTION")}, rows);
    if (rows.empty())
        context.hint(QStringLiteral("%1 sends event types of its user's own.").arg(provider->name));
    if (provider->typeMaker) {
        context.hint(QStringLiteral("%1, such as %2: headwater-cli source table KEY %2")
                         .arg(provider->typeMaker->title, provider->typeMaker->example));
    }
    return exitDone;
}

/// The body itself in either form: it is the document.
int sample(Context& context, const Arguments& arguments)
{
    const auto provider = findProvider(context.catalog(), arguments.positional.first());
    if (!provider)
        return context.fail(provider.error());
    const QString wanted = arguments.positional.at(1);
    if (const catalog::TypeAlias* alias = provider->findAlias(wanted))
        context.hint(aliasNote(*provider, *alias));
    const auto body = catalog::sampleBody(*provider, wanted, *context.clock(), arguments.value(u"shape"));
    if (!body && body.error().args.value(0) == QLatin1String("shape")) {
        return context.failUsage(noShapeText(*provider, provider->canonicalType(wanted), arguments.value(u"shape")));
    }
    if (!body) {
        QStringList types;
        for (const std::vector<catalog::Sample>* samples : {&provider->samples, &provider->sampleTemplates}) {
            for (const catalog::Sample& one : *samples) {
                types.append(one.type);
                for (const catalog::SampleShape& shape : one.shapes)
                    types.back().append(QStringLiteral(" (--shape %1)").arg(shape.name));
            }
        }
        const int status = context.failUsage(noSampleText(*provider, wanted));
        context.hint(QStringLiteral("Samples: %1").arg(types.join(QStringLiteral(", "))));
        return status;
    }
    QByteArray text = *body;
    if (!text.endsWith('\n'))
        text.append('\n');
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stdout);
    std::fflush(stdout);
    return exitDone;
}

int schema(Context& context, const Arguments&)
{
    const QByteArray text = Catalog::schema();
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stdout);
    std::fflush(stdout);
    context.hint(QStringLiteral("Providers of your own are read from %1").arg(Catalog::userFolder()));
    return exitDone;
}

} // namespace

std::vector<Command> catalogCommands()
{
    const auto group = QStringLiteral("catalog");
    const auto provider = QStringLiteral("PROVIDER");
    return {
        {{group, QStringLiteral("list")}, {}, QStringLiteral("the providers that are known"), {}, 0, 0, list, {}},
        {{group, QStringLiteral("show")},
         provider,
         QStringLiteral("scheme, secret, set-up steps, suggested mappings"),
         {{QStringLiteral("source"), QStringLiteral("K"),
           QStringLiteral("with the URL and the secret's name of this source, whose provider it is by default")}},
         0,
         1,
         show,
         {}},
        {{group, QStringLiteral("events")}, provider, QStringLiteral("its event types"), {}, 1, 1, events, {}},
        {{group, QStringLiteral("schema")},
         {},
         QStringLiteral("the JSON Schema of a provider's file, for providers of your own"),
         {},
         0,
         0,
         schema,
         {}},
        {{group, QStringLiteral("sample")},
         QStringLiteral("PROVIDER TYPE"),
         QStringLiteral("a sample body as it would send it now"),
         {{QStringLiteral("shape"), QStringLiteral("NAME"),
           QStringLiteral("as an older version of its API, or another way of sending, has it")}},
         2,
         2,
         sample,
         {}},
    };
}

} // namespace hw::cli
