import { ChevronLeft, ChevronRight } from "lucide-react";

interface VersionsProps {
  id: string;
  /** The ids of all versions, this one included. */
  versions: readonly string[];
  isLocked: boolean;
  onShow: (id: string) => void;
}

/** Buttons that show the other versions of a question or an answer. */
export function Versions({ id, versions, isLocked, onShow }: VersionsProps) {
  const index = versions.indexOf(id);
  if (versions.length < 2) return null;
  const step = (by: -1 | 1, name: string, Icon: typeof ChevronLeft) => {
    const target = versions[index + by];
    return (
      <button
        type="button"
        className="quiet-button px-1"
        aria-label={name}
        disabled={isLocked || target === undefined}
        onClick={() => target !== undefined && onShow(target)}
      >
        <Icon className="size-4 rtl:rotate-180" aria-hidden />
      </button>
    );
  };
  return (
    <span className="inline-flex items-center text-sm text-muted-foreground">
      {step(-1, "Version before", ChevronLeft)}
      <span aria-label={`Version ${index + 1} of ${versions.length}`} role="status">
        {index + 1}/{versions.length}
      </span>
      {step(1, "Next version", ChevronRight)}
    </span>
  );
}
