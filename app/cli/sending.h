#pragma once

#include "app/cli/context.h"
#include "core/http/sender.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace hw::cli {

/// Sends one request after the other, at most `rate` a second (0 = a few at once, as fast as answers come), and ends
/// the program's event loop with the exit status when all are answered.
class Sending final : public QObject
{
    Q_OBJECT

public:
    struct Item
    {
        http::Outgoing outgoing;
        QString label;    ///< shown in its line
        json::Object row; ///< what its document begins with; status, id and duration follow
        /// Told of the outcome before it is shown; may be empty.
        std::function<void(const Result<http::Response>&)> answered = {};
    };
    /// The next request; nothing at the end. An error ends the program.
    using Next = std::function<Result<std::optional<Item>>()>;
    enum class OnFailure {
        Stop, ///< a request that cannot be sent ends the program
        GoOn, ///< it is shown, and the exit status says so
    };

    /// `workspace`: whose listener's own certificate is trusted.
    Sending(const Context& context, const workspace::Workspace& workspace, Next next, double rate, OnFailure onFailure);

private:
    void proceed();
    void answered(const Item& item, const Result<http::Response>& response);
    void endIfDone();

    const Context& m_context;
    QString m_ownOrigin; ///< of the workspace's listener
    Next m_next;
    OnFailure m_onFailure;
    http::Sender m_sender;
    QTimer m_timer;
    json::Array m_documents;
    int m_parallel;
    int m_underWay = 0;
    bool m_exhausted = false;
    bool m_failed = false;
};

/// Where this workspace's listener is, for commands that send to it: where the process that owns it listens, else the
/// address that is set.
[[nodiscard]] QString listenerOrigin(const workspace::Workspace& workspace);

/// "--rate R": 0 where it is not given; nothing where it is no number above zero.
[[nodiscard]] std::optional<double> rateOf(const Arguments& arguments);

/// The first of the source's signing secrets that is stored; nothing for a scheme that needs none. Errors of the store.
[[nodiscard]] Result<std::optional<signing::NamedSecret>>
signingSecret(const workspace::Workspace& workspace, const QString& environment, const workspace::Source& source);

} // namespace hw::cli
