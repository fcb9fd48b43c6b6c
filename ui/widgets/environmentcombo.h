#pragma once

#include "ui/models/workspacepresenter.h"
#include "ui/widgets/combobox.h"

namespace hw::widgets {

/// "development → Directory": the active environment and where its actions go. In the colours of a warning while that
/// is somewhere live.
class EnvironmentCombo final : public ComboBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EnvironmentCombo)

public:
    EnvironmentCombo(const Theme& theme, models::WorkspacePresenter& presenter, QWidget* parent = nullptr);

protected:
    void paintEntry(QPainter& painter, const QRect& rect) override;
    [[nodiscard]] int entryWidth() const override;
    [[nodiscard]] Token fieldFill() const override;
    [[nodiscard]] Token entryInk() const override;

private:
    void refill();

    models::WorkspacePresenter& m_presenter;
};

/// "Directory", "Knock API", "HTTP endpoint".
[[nodiscard]] QString destinationName(workspace::DestinationKind kind);

} // namespace hw::widgets
