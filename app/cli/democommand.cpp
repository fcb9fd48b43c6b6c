#include "app/cli/enginehost.h"
#include "core/base/ids.h"
#include "core/delivery/directoryreader.h"
#include "core/engine/route.h"
#include "core/engine/testsend.h"
#include "core/http/sender.h"
#include "core/record/recordjson.h"
#include "core/store/reader.h"
#include "core/workspace/secretstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QUrl>

namespace hw::cli {

namespace {

const QString stripeKey = QStringLiteral("stripe-billing");
const QString ordersKey = QStringLiteral("orders");

const char* const ordersScript = R"(async function main(ctx) {
  const { headers, rawBody, body, vars } = ctx;
  const verified = await verifyHmacSha256({
    secret: vars["ORDERS_SIGNING_SECRET"],
    signature: headers["x-webhook-signature"],
    payload: body,
  });
  const full_name = `${body.first_name} ${body.last_name}`;
  return { verified, full_name };
}
)";

mapping::MappingFile ordersMappings(Timestamp now)
{
    using mapping::Binding;
    const auto identified = [now](const char* action) {
        mapping::Mapping mapping;
        mapping.id = ids::make(ids::mapping, now);
        mapping.eventType = QStringLiteral("user.identified");
        mapping.action = QLatin1String(action);
        return mapping;
    };
    mapping::Mapping identify = identified("users_identify");
    identify.setParameter(QStringLiteral("id"), Binding::path(QStringLiteral("body.user_id")));
    identify.setParameter(QStringLiteral("name"), Binding::path(QStringLiteral("preprocess.full_name")));
    identify.setParameter(QStringLiteral("email"), Binding::path(QStringLiteral("body.email")));
    mapping::Mapping join = identified("audiences_add_member");
    join.setParameter(QStringLiteral("key"), Binding::literal("customers"));
    join.setParameter(QStringLiteral("members"), Binding::path(QStringLiteral("body.user_id")));
    return {{identify, join}, {}};
}

/// One request of the demonstration and what must come of it.
struct Step
{
    QString title;
    QString source;
    std::function<Result<http::Message>()> make;
    int status = 200;
    std::function<QString(const Event&, const Run&)> check; ///< what does not hold; empty = all does
};

class Demo final : public QObject
{
public:
    Demo(const Context& context, QString folder)
        : m_context(context)
        , m_folder(std::move(folder))
    {}

    int run()
    {
        if (const auto prepared = prepare(); !prepared)
            return m_context.fail(prepared.error());
        engine::EngineOptions options;
        options.root = m_folder;
        options.clock = m_context.clock();
        m_engine = std::make_unique<engine::Engine>(options);
        if (const auto opened = m_engine->open(); !opened)
            return m_context.fail(opened.error());
        connect(m_engine.get(), &engine::Engine::listenerChanged, this, [this](const engine::ListenerState& state) {
            if (state.error) {
                QCoreApplication::exit(m_context.fail(*state.error));
            } else if (state.listening) {
                m_context.say(QStringLiteral("listening on http://127.0.0.1:%1\n").arg(state.port));
                next();
            }
        });
        makeSteps();
        http::ListenOptions listen;
        listen.port = 0;
        m_engine->startListener(listen);
        const int status = QCoreApplication::exec();
        m_engine.reset();
        return status;
    }

private:
    Result<void> prepare()
    {
        auto files = workspace::WorkspaceFiles::create(m_folder, QStringLiteral("demo"), m_context.clock()->now());
        if (!files)
            return files.error();
        const struct
        {
            QString provider;
            QString key;
            QString name;
        } wanted[] = {{QStringLiteral("stripe"), stripeKey, QStringLiteral("Stripe billing")},
                      {QStringLiteral("custom"), ordersKey, QStringLiteral("Internal orders")}};
        for (const auto& source : wanted) {
            const catalog::Provider* provider = m_catalog.find(source.provider);
            if (!provider)
                return Error{ErrorCode::NotFound, {QStringLiteral("provider"), source.provider}};
            workspace::NewSource details;
            details.key = source.key;
            details.name = source.name;
            const auto added = (*files)->addSource(*provider, details, m_context.clock()->now());
            if (!added)
                return added.error();
            // Made up for this run and kept in this process alone: neither keychain nor file learns of it.
            const QByteArray value = "whsec_" + ids::randomSuffix(32).toLatin1();
            for (const QString& name : added->signing.secrets)
                qputenv(workspace::overrideVariable(name).constData(), value);
            m_secrets.insert(added->key, {added->signing.secrets.value(0), SecretString(value)});
        }
        if (auto saved = (*files)->saveScript(ordersKey, workspace::ScriptLanguage::JavaScript, ordersScript); !saved)
            return saved;
        return (*files)->saveMappings(ordersKey, ordersMappings(m_context.clock()->now()));
    }

    Result<http::Message> request(const QString& key, const QString& type) const
    {
        const workspace::Workspace& workspace = *m_engine->snapshot().workspace;
        const workspace::SourceState* state = workspace.source(key);
        const catalog::Provider* provider = state ? m_catalog.find(state->source.provider) : nullptr;
        if (!provider)
            return Error{ErrorCode::NotFound, {QStringLiteral("source"), key}};
        return engine::signedRequest(*provider, state->source, {type, {}, {}}, engine::endpointPath(key).toLatin1(),
                                     origin(), m_secrets.value(key), *m_context.clock());
    }

    QString origin() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_engine->listener().port); }

    void makeSteps()
    {
        const auto processed = [](int actions) {
            return [actions](const Event&, const Run& run) -> QString {
                if (run.status != EventStatus::Processed)
                    return QStringLiteral("the event is %1").arg(toString(run.status));
                if (run.verification.status != VerificationStatus::Verified)
                    return QStringLiteral("it is %1").arg(toString(run.verification.status));
                int done = 0;
                for (const Action& action : run.actions)
                    done += action.status == ActionStatus::Succeeded ? 1 : 0;
                return done >= actions ? QString() : QStringLiteral("%1 actions succeeded").arg(done);
            };
        };
        m_steps.push_back({QStringLiteral("Stripe: customer.created, signed with a fresh timestamp"), stripeKey,
                           [this] { return request(stripeKey, QStringLiteral("customer.created")); }, 200,
                           processed(1)});
        m_steps.push_back({QStringLiteral("Stripe: customer.subscription.created starts a workflow"), stripeKey,
                           [this] { return request(stripeKey, QStringLiteral("customer.subscription.created")); }, 200,
                           processed(1)});
        m_steps.push_back({QStringLiteral("Custom source: verified and transformed by its script"), ordersKey,
                           [this] {
                               auto made = request(ordersKey, QStringLiteral("user.identified"));
                               if (made)
                                   m_last = *made;
                               return made;
                           },
                           200,
                           [processed](const Event& event, const Run& run) -> QString {
                               const QString problem = processed(2)(event, run);
                               const bool named = run.script.preprocess[u"full_name"].isString();
                               return problem.isEmpty() && !named ? QStringLiteral("full_name is missing") : problem;
                           }});
        m_steps.push_back({QStringLiteral("Forged: the same request with one changed byte"), ordersKey,
                           [this]() -> Result<http::Message> {
                               http::Message forged = m_last;
                               // A letter of the address: the body stays JSON, and nobody would see it.
                               const qsizetype at = forged.body.indexOf('@') - 1;
                               forged.body[at] = forged.body.at(at) == 'x' ? 'y' : 'x';
                               return forged;
                           },
                           401,
                           [](const Event&, const Run& run) -> QString {
                               return run.status == EventStatus::Refused && run.actions.empty()
                                          ? QString()
                                          : QStringLiteral("the forged request was %1").arg(toString(run.status));
                           }});
    }

    void next()
    {
        if (m_step == m_steps.size()) {
            finish();
            return;
        }
        const Step& step = m_steps[m_step];
        auto message = step.make();
        if (!message) {
            QCoreApplication::exit(m_context.fail(message.error()));
            return;
        }
        m_sender.send({QUrl(origin()), *message, http::HostHeader::FromUrl}, this,
                      [this](const Result<http::Response>& response) { answered(response); });
    }

    void answered(const Result<http::Response>& response)
    {
        if (!response) {
            QCoreApplication::exit(m_context.fail(response.error()));
            return;
        }
        const Step& step = m_steps[m_step++];
        const auto body = json::parse(response->body);
        const QString id = body ? (*body)[u"id"].toString() : QString();
        auto reader = store::Reader::open(m_engine->snapshot().workspace->databasePath());
        if (!reader) {
            QCoreApplication::exit(m_context.fail(reader.error()));
            return;
        }
        const auto stored = reader->event(id);
        QString problem;
        if (response->status != step.status)
            problem = QStringLiteral("it was answered %1").arg(response->status);
        else if (!stored || !*stored || !(*stored)->run)
            problem = QStringLiteral("the event is not in the store");
        else
            problem = step.check((*stored)->event, *(*stored)->run);
        m_context.say(
            QStringLiteral("%1 %2").arg(problem.isEmpty() ? QStringLiteral("✓") : QStringLiteral("✗"), step.title));
        if (stored && *stored && (*stored)->run) {
            sayRecord(m_context, (*stored)->event, *(*stored)->run);
            m_records.push_back(toRecordJson((*stored)->event, *(*stored)->run));
        }
        if (!problem.isEmpty()) {
            m_context.hint(QStringLiteral("  does not hold: %1").arg(problem));
            m_failed = true;
        }
        m_context.say({});
        next();
    }

    void finish()
    {
        auto reader = store::Reader::open(m_engine->snapshot().workspace->databasePath());
        if (!reader) {
            QCoreApplication::exit(m_context.fail(reader.error()));
            return;
        }
        delivery::DirectoryReader directory(reader->database());
        const QString environment = m_engine->snapshot().environment;
        json::Object counts;
        for (const auto kind : {delivery::DirectoryKind::Users, delivery::DirectoryKind::Audiences,
                                delivery::DirectoryKind::WorkflowRuns}) {
            const auto rows = directory.list(kind, environment);
            if (!rows) {
                QCoreApplication::exit(m_context.fail(rows.error()));
                return;
            }
            counts.append(delivery::toString(kind), static_cast<qint64>(rows->size()));
            m_context.say(QStringLiteral("Directory: %1 %2").arg(rows->size()).arg(delivery::toString(kind)));
            for (const json::Value& row : *rows)
                m_context.say(QStringLiteral("  %1").arg(elided(row)));
            m_failed = m_failed || rows->empty();
        }
        m_context.say(m_failed ? QStringLiteral("\nSomething did not hold.") : QStringLiteral("\nEverything held."));
        if (m_context.json())
            m_context.print(json::Object{{QStringLiteral("ok"), !m_failed},
                                         {QStringLiteral("records"), m_records},
                                         {QStringLiteral("directory"), counts}});
        QCoreApplication::exit(m_failed ? exitFailed : exitDone);
    }

    const Context& m_context;
    QString m_folder;
    catalog::Catalog m_catalog = catalog::Catalog::load();
    QHash<QString, signing::NamedSecret> m_secrets;
    std::unique_ptr<engine::Engine> m_engine;
    http::Sender m_sender;
    http::Message m_last;
    std::vector<Step> m_steps;
    size_t m_step = 0;
    json::Array m_records;
    bool m_failed = false;
};

int demo(Context& context, const Arguments& arguments)
{
    if (const QString keep = arguments.value(u"keep"); !keep.isEmpty()) {
        const int status = Demo(context, QDir(keep).absolutePath()).run();
        context.hint(QStringLiteral("The workspace is kept in %1").arg(keep));
        return status;
    }
    const QTemporaryDir folder;
    if (!folder.isValid())
        return context.fail({ErrorCode::IoError, {folder.path(), folder.errorString()}});
    return Demo(context, folder.filePath(QStringLiteral("demo"))).run();
}

} // namespace

std::vector<Command> demoCommands()
{
    return {{{QStringLiteral("demo")},
             {},
             QStringLiteral("show the whole job in a temporary workspace: capture, verify, transform, map, apply"),
             {{QStringLiteral("keep"), QStringLiteral("DIR"), QStringLiteral("keep the workspace in this folder")}},
             0,
             0,
             demo,
             {}}};
}

} // namespace hw::cli
