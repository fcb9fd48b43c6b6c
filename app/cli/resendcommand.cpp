#include "app/cli/sending.h"
#include "core/engine/resend.h"
#include "core/http/httpfile.h"
#include "core/store/exchange.h"
#include "core/store/migrations.h"
#include "core/store/reader.h"

#include <QCoreApplication>
#include <QHash>
#include <QUrl>

namespace hw::cli {

namespace {

constexpr int rowsPerPage = 200;

struct Settings
{
    std::optional<QUrl> to; ///< empty = the source's endpoint of this workspace
    engine::Resend how = engine::Resend::Signed;
    std::optional<http::Message> edited;
};

/// The events that are sent: those named, in their order, or all that match a filter, oldest first.
class Wanted final
{
public:
    Wanted(store::Reader reader, QStringList ids, std::optional<store::Filter> filter)
        : m_reader(std::move(reader))
        , m_ids(std::move(ids))
        , m_filter(std::move(filter))
    {}

    /// Errors: NotFound ("event", id), those of the store.
    Result<std::optional<Event>> next()
    {
        if (!m_filter) {
            if (m_ids.isEmpty())
                return std::optional<Event>();
            const QString id = m_ids.takeFirst();
            auto stored = m_reader.event(id);
            if (!stored)
                return stored.error();
            if (!*stored)
                return Error{ErrorCode::NotFound, {QStringLiteral("event"), id}};
            return std::optional(std::move((*stored)->event));
        }
        while (true) {
            if (m_seqs.empty()) {
                if (const Result<bool> more = readPage(); !more)
                    return more.error();
                else if (!*more)
                    return std::optional<Event>();
            }
            const qint64 seq = m_seqs.back();
            m_seqs.pop_back();
            auto stored = m_reader.eventBySeq(seq);
            if (!stored)
                return stored.error();
            if (*stored)
                return std::optional(std::move((*stored)->event));
        }
    }

private:
    Result<bool> readPage()
    {
        store::PageRequest page;
        page.after = m_last;
        page.limit = rowsPerPage;
        const auto rows = m_reader.events(*m_filter, page);
        if (!rows)
            return rows.error();
        for (const store::EventRow& row : *rows) {
            // What is sent meanwhile may come back as a new event that matches: it is not sent again.
            if (row.seq <= m_newest)
                m_seqs.push_back(row.seq);
        }
        if (!rows->empty())
            m_last = rows->front().seq;
        return !m_seqs.empty();
    }

public:
    /// Where the events end that were there at the start.
    Result<void> fixEnd()
    {
        store::PageRequest page;
        page.limit = 1;
        const auto rows = m_reader.events(*m_filter, page);
        if (!rows)
            return rows.error();
        m_newest = rows->empty() ? 0 : rows->front().seq;
        return {};
    }

private:
    store::Reader m_reader;
    QStringList m_ids;
    std::optional<store::Filter> m_filter;
    std::vector<qint64> m_seqs; ///< newest first
    qint64 m_last = 0;
    qint64 m_newest = 0;
};

/// Makes requests of events: which source signs them, with which secret, and where they go.
class Maker final
{
public:
    Maker(const Context& context, const workspace::Workspace& workspace, Settings settings)
        : m_workspace(workspace)
        , m_settings(std::move(settings))
        , m_clock(context.clock())
        , m_environment(context.globals().environment)
    {}

    Result<http::Outgoing> make(const Event& event)
    {
        const workspace::SourceState* state = m_workspace.source(event.source);
        const QUrl to = m_settings.to.value_or(QUrl(listenerOrigin(m_workspace)));
        std::optional<signing::NamedSecret> secret;
        if (state && m_settings.how == engine::Resend::Signed) {
            const auto known = secretOf(event, state->source);
            if (!known)
                return known.error();
            secret = *known;
        }
        return engine::resendRequest(m_settings.edited.value_or(event.request), to, m_settings.how,
                                     state ? &state->source : nullptr, secret, *m_clock);
    }

private:
    Result<std::optional<signing::NamedSecret>> secretOf(const Event& event, const workspace::Source& source)
    {
        const QString environment = m_environment.isEmpty() ? event.environment : m_environment;
        const QString key = environment + u'\n' + source.key;
        if (const auto it = m_secrets.constFind(key); it != m_secrets.constEnd())
            return *it;
        auto secret = signingSecret(m_workspace, environment, source);
        if (secret)
            m_secrets.insert(key, *secret);
        return secret;
    }

    const workspace::Workspace& m_workspace;
    const Settings m_settings;
    const std::shared_ptr<const Clock> m_clock;
    const QString m_environment;
    QHash<QString, std::optional<signing::NamedSecret>> m_secrets;
};

/// Keeps an answer beside its event, in a short transaction of its own beside the workspace's owner.
Result<void> record(store::Database& database, const Event& event, const QUrl& url, Timestamp at,
                    const Result<http::Response>& response)
{
    store::Exchange exchange{
        store::ExchangeKind::Resend, event.seq, url.toString(QUrl::RemoveUserInfo), at, 0, {}, {}, {}, {}};
    engine::noteAnswer(exchange, response);
    auto transaction = store::Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    if (const Result<void> done = store::recordExchange(database, exchange); !done)
        return done;
    return transaction->commit();
}

Result<Settings> settingsOf(const Arguments& arguments)
{
    Settings settings;
    if (arguments.has(u"exact"))
        settings.how = engine::Resend::Exact;
    if (arguments.has(u"to")) {
        const QUrl url(arguments.value(u"to"), QUrl::StrictMode);
        const bool isHttp = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
        if (!url.isValid() || url.host().isEmpty() || !isHttp)
            return Error{ErrorCode::InvalidArgument,
                         {QStringLiteral("--to"), arguments.value(u"to"), QStringLiteral("an http or https URL")}};
        settings.to = url;
    }
    if (arguments.has(u"edit")) {
        const QString file = arguments.value(u"edit");
        auto message = file == QLatin1String("-") ? http::httpfile::parse(Context::standardInput(Context::Input::Exact))
                                                  : http::httpfile::read(file);
        if (!message)
            return message.error();
        settings.edited = *std::move(message);
    }
    return settings;
}

int resend(Context& context, const Arguments& arguments)
{
    const bool filtered = arguments.has(u"filter");
    if (filtered == !arguments.positional.isEmpty())
        return context.failUsage(QStringLiteral("resend takes the events' ids, or --filter F."));
    if (arguments.has(u"edit") && arguments.positional.size() != 1)
        return context.failUsage(QStringLiteral("--edit FILE is sent in the place of one event: name its id."));
    const std::optional<double> rate = rateOf(arguments);
    if (!rate)
        return context.failUsage(QStringLiteral("--rate takes a number above zero."));
    std::optional<store::Filter> filter;
    if (filtered) {
        auto parsed = store::Filter::parse(arguments.value(u"filter"), context.clock()->now());
        if (!parsed)
            return context.failUsage(QStringLiteral("The filter is wrong at character %1: %2")
                                         .arg(parsed.error().column)
                                         .arg(parsed.error().args.value(0)));
        filter = *parsed;
    }
    auto settings = settingsOf(arguments);
    if (!settings)
        return context.fail(settings.error());
    const auto files = context.openFiles();
    if (!files)
        return context.fail(files.error());
    const workspace::Workspace& workspace = (*files)->workspace();
    auto database = store::openStore(workspace.databasePath());
    if (!database)
        return context.fail(database.error());
    auto reader = store::Reader::open(workspace.databasePath());
    if (!reader)
        return context.fail(reader.error());
    Wanted wanted(std::move(*reader), arguments.positional, filter);
    if (filtered) {
        if (const Result<void> fixed = wanted.fixEnd(); !fixed)
            return context.fail(fixed.error());
    }
    Maker maker(context, workspace, *std::move(settings));
    bool any = false;
    Sending sending(
        context, workspace,
        [&]() -> Result<std::optional<Sending::Item>> {
            auto event = wanted.next();
            if (!event)
                return event.error();
            if (!*event) {
                if (!any)
                    context.hint(QStringLiteral("No events."));
                return std::optional<Sending::Item>();
            }
            any = true;
            auto outgoing = maker.make(**event);
            if (!outgoing)
                return outgoing.error();
            const QUrl url(outgoing->url.toString() + QString::fromLatin1(outgoing->message.target));
            Sending::Item item{*std::move(outgoing),
                               (*event)->id,
                               {{QStringLiteral("event"), (*event)->id}, {QStringLiteral("url"), url.toString()}}};
            item.answered = [&context, &database, event = **std::move(event), url,
                             at = context.clock()->now()](const Result<http::Response>& response) {
                if (const Result<void> kept = record(*database, event, url, at, response); !kept)
                    context.hint(context.textOf(kept.error()));
            };
            return std::optional(std::move(item));
        },
        *rate, Sending::OnFailure::GoOn);
    return QCoreApplication::exec();
}

} // namespace

std::vector<Command> resendCommands()
{
    return {
        {{QStringLiteral("resend")},
         QStringLiteral("[ID…]"),
         QStringLiteral(
             "send captured events over HTTP again, signed anew or with their exact bytes; answers are kept"),
         {{QStringLiteral("filter"), QStringLiteral("F"),
           QStringLiteral("all events that match, oldest first; see: events list --help")},
          {QStringLiteral("to"), QStringLiteral("URL"),
           QStringLiteral(
               "where to (default: this workspace's listener); a URL without a path keeps each event's own")},
          {QStringLiteral("exact"), {}, QStringLiteral("the headers and bytes as they came, old signature included")},
          {QStringLiteral("edit"), QStringLiteral("FILE"),
           QStringLiteral("this request (.http, - = standard input) in the place of the event's")},
          {QStringLiteral("rate"), QStringLiteral("R"), QStringLiteral("at most so many a second")}},
         0,
         -1,
         resend,
         QStringLiteral("Where the source has a signing scheme, the request is signed with its stored secret and the "
                        "current time.")}};
}

} // namespace hw::cli
