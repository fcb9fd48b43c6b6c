#include "app/cli/workspaceaccess.h"
#include "core/catalog/catalog.h"
#include "core/catalog/samples.h"

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
        {QStringLiteral("setup"), json::Object{{QStringLiteral("dashboard"), stepsJson(provider.setup.dashboard)},
                                               {QStringLiteral("cli"), stepsJson(provider.setup.cli)},
                                               {QStringLiteral("tunnel"), stepsJson(provider.setup.tunnel)}}},
        {QStringLiteral("paths"), json::Object{{QStringLiteral("eventType"), textOrNull(provider.paths.eventType)},
                                               {QStringLiteral("idempotency"), textOrNull(provider.paths.idempotency)},
                                               {QStringLiteral("timestamp"), textOrNull(provider.paths.timestamp)},
                                               {QStringLiteral("split"), textOrNull(provider.paths.split)}}},
        {QStringLiteral("eventTypes"), static_cast<qint64>(provider.eventTypes.size())},
        {QStringLiteral("mappings"), std::move(mappings)},
        {QStringLiteral("delivery"), json::Object{{QStringLiteral("retries"), provider.delivery.retries},
                                                  {QStringLiteral("timeout"), provider.delivery.timeout},
                                                  {QStringLiteral("ordering"), provider.delivery.ordering},
                                                  {QStringLiteral("duplicates"), provider.delivery.duplicates},
                                                  {QStringLiteral("success"), provider.delivery.success},
                                                  {QStringLiteral("notes"), std::move(notes)}}}};
}

/// The places of a step's code, for the default address and a key that is still to be chosen.
QString filledIn(QString code)
{
    return code.replace(QStringLiteral("{{url}}"), QStringLiteral("http://127.0.0.1:4400/s/KEY"))
        .replace(QStringLiteral("{{port}}"), QStringLiteral("4400"))
        .replace(QStringLiteral("{{key}}"), QStringLiteral("KEY"));
}

void printSteps(const Context& context, const QString& title, const std::vector<catalog::SetupStep>& steps)
{
    if (steps.empty())
        return;
    context.say(QString());
    context.say(title);
    int number = 0;
    for (const catalog::SetupStep& step : steps) {
        context.say(QStringLiteral("  %1. %2").arg(++number).arg(filledIn(step.text)));
        if (!step.code.isEmpty())
            context.say(QStringLiteral("     ") + filledIn(step.code));
    }
}

void printProvider(const Context& context, const Provider& provider)
{
    context.say(QStringLiteral("%1 (%2)").arg(provider.name, provider.key));
    context.say(provider.description);
    context.say(QString());
    context.say(QStringLiteral("Scheme       %1").arg(provider.signing.scheme));
    if (!provider.secret.label.isEmpty())
        context.say(QStringLiteral("Secret       %1. %2").arg(provider.secret.label, provider.secret.where));
    context.say(QStringLiteral("Event types  %1").arg(provider.eventTypes.size()));
    if (!provider.documentation.isEmpty())
        context.say(QStringLiteral("More         %1").arg(provider.documentation));
    printSteps(context, QStringLiteral("In the provider's dashboard:"), provider.setup.dashboard);
    printSteps(context, QStringLiteral("With the provider's command line:"), provider.setup.cli);
    printSteps(context, QStringLiteral("Through a tunnel:"), provider.setup.tunnel);
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
    const auto provider = findProvider(context.catalog(), arguments.positional.first());
    if (!provider)
        return context.fail(provider.error());
    document(context, providerJson(*provider));
    printProvider(context, *provider);
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
    document(context, std::move(rowsJson));
    context.table({QStringLiteral("EVENT TYPE"), {}, QStringLiteral("DESCRIPTION")}, rows);
    if (rows.empty())
        context.hint(QStringLiteral("%1 sends event types of its user's own.").arg(provider->name));
    return exitDone;
}

/// The body itself in either form: it is the document.
int sample(Context& context, const Arguments& arguments)
{
    const auto provider = findProvider(context.catalog(), arguments.positional.first());
    if (!provider)
        return context.fail(provider.error());
    const auto body = catalog::sampleBody(*provider, arguments.positional.at(1), *context.clock());
    if (!body) {
        QStringList types;
        for (const catalog::Sample& one : provider->samples)
            types.append(one.type);
        const int status = context.fail(body.error());
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
         {},
         1,
         1,
         show,
         {}},
        {{group, QStringLiteral("events")}, provider, QStringLiteral("its event types"), {}, 1, 1, events, {}},
        {{group, QStringLiteral("sample")},
         QStringLiteral("PROVIDER TYPE"),
         QStringLiteral("a sample body as it would send it now"),
         {},
         2,
         2,
         sample,
         {}},
    };
}

} // namespace hw::cli
