#pragma once

#include "ui/models/deliveriespresenter.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace hw::widgets {

class Theme;

/// One line for each destination of each environment: where it goes, what stands in its queue, pause and resume.
class DestinationRows final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DestinationRows)

public:
    explicit DestinationRows(const Theme& theme, QWidget* parent = nullptr);

    void setRows(const std::vector<models::DestinationRow>& rows);

Q_SIGNALS:
    void pauseWanted(const QString& environment, hw::delivery::TargetKind kind, bool paused);
    /// Only the deliveries of this destination are wanted.
    void filterWanted(const QString& environment, hw::delivery::TargetKind kind);

private:
    class Row;

    const Theme& m_theme;
    QVBoxLayout* m_layout;
    std::vector<Row*> m_rows;
};

} // namespace hw::widgets
