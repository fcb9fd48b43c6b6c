#include "ui/models/samplekeeper.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/engine/goldensample.h"
#include "core/http/httpfile.h"
#include "core/store/reader.h"
#include "ui/models/errortext.h"
#include "ui/models/goldenpresenter.h"

#include <QFileInfo>

namespace hw::models {

namespace {

http::Message requestWith(const QString& source, const QByteArray& body)
{
    http::Message message;
    message.method = "POST";
    message.target = "/s/" + source.toLatin1();
    message.headers = {{"Host", "127.0.0.1"}};
    message.headers.push_back({"Content-Type", json::parse(body) ? "application/json" : "text/plain; charset=utf-8"});
    message.body = body;
    return message;
}

} // namespace

SampleKeeper::SampleKeeper(engine::Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
{}

SampleKeeper::~SampleKeeper() = default;

const workspace::SourceState* SampleKeeper::state(const QString& source) const
{
    const auto& workspace = m_engine.snapshot().workspace;
    return workspace ? workspace->source(source) : nullptr;
}

QString SampleKeeper::freeName(const QString& source, const QString& wanted) const
{
    const workspace::SourceState* known = state(source);
    return engine::sampleName(wanted, known ? known->samples : QStringList());
}

QString SampleKeeper::nameProblem(const QString& source, const QString& name) const
{
    const workspace::SourceState* known = state(source);
    if (name.isEmpty())
        return tr("A sample needs a name.");
    if (known && known->samples.contains(name))
        return tr("There is a sample %1 already.").arg(name);
    if (name.startsWith(u'.') || name.contains(u'/') || name.contains(u'\\') || name.size() > 128)
        return tr("“%1” is no name of a file: at most 128 characters without / and \\, and no dot at the beginning.")
            .arg(name);
    return {};
}

void SampleKeeper::keepEvents(const QString& source, const QStringList& ids)
{
    const bool isIdle = m_waiting.empty();
    for (const QString& id : ids) {
        if (!id.isEmpty())
            m_waiting.push_back({source, id});
    }
    if (isIdle)
        nextEvent();
}

void SampleKeeper::nextEvent()
{
    if (m_waiting.empty() || !m_engine.snapshot().workspace)
        return;
    m_pool.start([this, path = m_engine.snapshot().workspace->databasePath(), id = m_waiting.front().id] {
        auto reader = store::Reader::open(path);
        auto stored = reader ? reader->event(id) : Result<std::optional<store::StoredEvent>>(reader.error());
        QMetaObject::invokeMethod(
            this,
            [this, stored = std::move(stored)] {
                const Wanted wanted = m_waiting.front();
                const auto goOn = [this] {
                    m_waiting.pop_front();
                    nextEvent();
                };
                if (!stored) {
                    Q_EMIT failed(stored.error());
                    goOn();
                } else if (!*stored) {
                    Q_EMIT failed(Error{ErrorCode::NotFound, {QStringLiteral("event"), wanted.id}});
                    goOn();
                } else if ((*stored)->event.source != wanted.source) {
                    Q_EMIT refused(tr("%1 is an event of another source.").arg(wanted.id));
                    goOn();
                } else if (!(*stored)->run) {
                    Q_EMIT refused(tr("%1 has not been processed yet.").arg(wanted.id));
                    goOn();
                } else {
                    keep(**stored);
                }
            },
            Qt::QueuedConnection);
    });
}

void SampleKeeper::keep(const store::StoredEvent& stored)
{
    m_maker = std::make_unique<GoldenMaker>(m_engine, stored);
    const auto goOn = [this] {
        m_maker.release()->deleteLater(); // it is telling this
        m_waiting.pop_front();
        nextEvent();
    };
    connect(m_maker.get(), &GoldenMaker::previewed, this, [this] { m_maker->keep(m_maker->suggestedName()); });
    connect(m_maker.get(), &GoldenMaker::refused, this, [this, goOn](const Error& error) {
        Q_EMIT failed(error);
        goOn();
    });
    connect(m_maker.get(), &GoldenMaker::made, this, [this, goOn](const QString& source, const QString& name) {
        told(source, name);
        goOn();
    });
    m_maker->setMasks({});
}

void SampleKeeper::told(const QString& source, const QString& name)
{
    Q_EMIT changed(tr("Added the sample %1").arg(name), [this, source, name] {
        m_engine.edit([source, name](workspace::WorkspaceFiles& files) { return files.removeSample(source, name); },
                      this,
                      [this](const Result<void>& done) {
                          if (!done)
                              Q_EMIT failed(done.error());
                      });
    });
}

void SampleKeeper::addFile(const QString& source, const QString& path)
{
    m_pool.start([this, source, path] {
        Result<QByteArray> bytes = files::read(path);
        std::optional<Error> problem;
        if (bytes && path.endsWith(QLatin1String(".http"))) {
            if (const auto parsed = http::httpfile::parse(*bytes); !parsed)
                problem = parsed.error().at(path, parsed.error().line, parsed.error().column);
        } else if (bytes) {
            bytes = http::httpfile::serialize(requestWith(source, *bytes));
        } else {
            problem = bytes.error();
        }
        QMetaObject::invokeMethod(
            this,
            [this, source, path, bytes, problem] {
                if (problem)
                    Q_EMIT failed(*problem);
                else
                    save(source, freeName(source, QFileInfo(path).completeBaseName()), *bytes);
            },
            Qt::QueuedConnection);
    });
}

void SampleKeeper::write(const QString& source, const QString& name, const QString& body)
{
    save(source, name, http::httpfile::serialize(requestWith(source, body.toUtf8())));
}

void SampleKeeper::save(const QString& source, const QString& name, const QByteArray& request)
{
    const auto change = [source, name, request](workspace::WorkspaceFiles& files) {
        return files.saveSample(source, name, request);
    };
    m_engine.edit(change, this, [this, source, name](const Result<void>& done) {
        if (done)
            told(source, name);
        else
            Q_EMIT failed(done.error());
    });
}

void SampleKeeper::remove(const QString& source, const QString& name)
{
    struct Gone
    {
        QByteArray request;
        QByteArray expectation;
    };
    const auto gone = std::make_shared<Gone>();
    const auto away = [source, name, gone](workspace::WorkspaceFiles& files) -> Result<void> {
        auto request = files.readSample(source, name);
        if (!request)
            return request.error();
        auto expectation = files.readExpectation(source, name);
        if (!expectation)
            return expectation.error();
        *gone = {*std::move(request), *std::move(expectation)};
        return files.removeSample(source, name);
    };
    const auto back = [source, name, gone](workspace::WorkspaceFiles& files) -> Result<void> {
        const auto saved = files.saveSample(source, name, gone->request);
        return saved && !gone->expectation.isEmpty() ? files.saveExpectation(source, name, gone->expectation) : saved;
    };
    m_engine.edit(away, this, [this, name, back](const Result<void>& done) {
        if (!done) {
            Q_EMIT failed(done.error());
            return;
        }
        Q_EMIT changed(tr("Removed the sample %1").arg(name), [this, back] {
            m_engine.edit(back, this, [this](const Result<void>& undone) {
                if (!undone)
                    Q_EMIT failed(undone.error());
            });
        });
    });
}

} // namespace hw::models
